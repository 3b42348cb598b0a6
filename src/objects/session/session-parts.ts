import type { Experience } from "../../catalogue/catalogue.ts";
import type { SessionName } from "../../domain/session/session-name.ts";
import type { Outcome } from "../../providers/outcome.ts";
import type { PayoutAccount } from "../../providers/payouts.ts";
import type { ObjectStorage } from "../../storage.ts";
import type { Log } from "../event-log.ts";
import type { PaidHolds } from "../paid-holds.ts";
import type { ReservationBook } from "../reservation-book.ts";
import type { ReservationStore } from "../reservation-store.ts";
import type { SessionSpots } from "./session-spots.ts";

/** What the commands of a session work with. */
export interface SessionParts {
  experience: Experience;
  name: SessionName;
  storage: ObjectStorage;
  store: ReservationStore;
  spots: SessionSpots;
  book: ReservationBook;
  holds: PaidHolds;
  /** Whether, and where, that supplier can be paid. */
  payoutAccount: (supplier: string) => Promise<Outcome<PayoutAccount | undefined>>;
  /** Has the copy in the ledger renewed; call it inside the transaction. */
  copyToLedger: () => void;
  now: () => number;
  log: Log;
  randomBytes: (length: number) => Uint8Array;
}
