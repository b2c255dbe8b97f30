'use strict';
// Asks the server of this container whether it is there; ends with 1 where it is not.
fetch(`http://localhost:${process.env.PORT || 3000}/healthz`, { signal: AbortSignal.timeout(4000) })
  .then((answer) => process.exit(answer.ok ? 0 : 1))
  .catch(() => process.exit(1));
