import { RateLimited } from "../../errors.ts";

/** There were too many tries. */
export class Refusal extends RateLimited {
  /** Whether it is the first one in this stretch of time: the others need not be told of. */
  readonly isFirst: boolean;

  constructor(retryAfter: number, isFirst: boolean) {
    super(retryAfter);
    this.isFirst = isFirst;
  }
}
