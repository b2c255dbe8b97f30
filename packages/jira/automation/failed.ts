/** What Automation shows in a rule's log; the rule stops there. */
export interface Failed {
  readonly errors: readonly { readonly message: string }[];
}
