/** There is no listening at this address; the message is one sentence with its remedy. Apart from what listens: whoever tells of it loads no server. */
export class NoAddress extends Error {
  override readonly name = 'NoAddress';
}
