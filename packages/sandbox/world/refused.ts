/** What GitHub refuses, with the status and the error body that it answers; people's actions show the message. */

export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom';
  readonly message?: string;
}

/** Thrown by operations of the world and answered by the API; nothing has changed when it is thrown. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly (FieldError | string)[] | undefined;
  constructor(status: number, message: string, errors?: readonly (FieldError | string)[]) {
    super(message);
    this.name = 'Refused';
    this.status = status;
    this.errors = errors;
  }
}

export function notFound(): Refused {
  return new Refused(404, 'Not Found');
}

export function invalid(
  resource: string,
  field: string,
  code: FieldError['code'] = 'invalid',
  message?: string,
): Refused {
  return new Refused(422, 'Validation Failed', [{ resource, field, code, ...(message ? { message } : {}) }]);
}

export function forbidden(message = 'Must have admin rights to Repository.'): Refused {
  return new Refused(403, message);
}
