/** The branch that the onboarding pull request comes from; a second run finds it and opens no second pull request. */
export const ONBOARDING_BRANCH = 'countersign/onboarding';
