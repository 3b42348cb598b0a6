import type { Email } from "../messages/email.ts";
import type { Outcome } from "./outcome.ts";

/** The port to whoever delivers emails. There is no idempotency key: `unknown` may mean sent. */
export interface Mail {
  send(email: Email): Promise<Outcome<{ id: string }>>;
}
