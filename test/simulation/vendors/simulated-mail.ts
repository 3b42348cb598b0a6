import type { Email } from "../../../src/messages/email.ts";
import type { Mail } from "../../../src/providers/mail.ts";
import { type Network, NoAnswer, type Party, ServerFailure } from "../network.ts";

export interface Accepted {
  to: string;
  tags: string[];
  /** Whether the answer to this one was lost, so that a second copy is the product's right. */
  unanswered: boolean;
}

/** An inbox behind a vendor without idempotency keys. */
export class SimulatedMail {
  readonly accepted: Accepted[] = [];

  port(network: Network, party: Party): Mail {
    return {
      send: async (email: Email) => {
        try {
          const id = await network.send(
            "mail",
            "email.send",
            (fault) => {
              const { to, tags } = email;
              // "twice" is a client's retry below us: MailerSend itself does not repeat.
              if (fault === "twice" && this.#has(email)) return "again";
              this.accepted.push({ to: to.email, tags, unanswered: fault !== undefined });
              return "sent";
            },
            party,
          );
          return { kind: "ok", value: { id } };
        } catch (error) {
          if (error instanceof NoAnswer) return { kind: "unknown", reason: error.message };
          if (!(error instanceof ServerFailure)) throw error;
          return error.status === 429
            ? { kind: "retryable", reason: "429" }
            : { kind: "unknown", reason: "500" };
        }
      },
    };
  }

  #has({ tags }: Email): boolean {
    return this.accepted.some((one) => one.tags.join() === tags.join());
  }
}
