import { type Bookable, type Evidence, journalOf, type Rules, storedIn } from "./evidence.ts";

/** Which event may follow in which state, and where it leads: written down a second time. */
const MOVES: Record<string, Record<string, string>> = {
  Held: { "": "approved" },
  SpotsHeld: { "": "approved" },
  TripHeld: { "": "approved" },
  SessionRequested: { "": "pending" },
  RequestAccepted: { pending: "approved" },
  RequestDeclined: { pending: "declined" },
  RequestExpired: { pending: "expired" },
  HoldReleased: { approved: "expired" },
  PaymentCaptured: { approved: "paid", expired: "paid" },
  FulfilmentFailed: { paid: "failed" },
  BookingConfirmed: { paid: "confirmed" },
  BookingCancelled: { confirmed: "cancelled" },
  BookingCompleted: { confirmed: "completed" },
};

const SHOWN_IN_LEDGER = [
  "BookingConfirmed",
  "BookingCancelled",
  "BookingCompleted",
  "FulfilmentFailed",
  "RefundRecorded",
];

/** The journal is the state, and the ledger comes to equal it. */
export const journals: Rules = {
  atTheEnd(evidence) {
    for (const bookable of evidence.bookables) {
      journalIsLegal(evidence, bookable);
    }
    for (const room of evidence.world.rooms) ledgerIsTheState(evidence, room);
  },
};

function journalIsLegal(evidence: Evidence, bookable: Bookable): void {
  const states = new Map<string, { status: string; version: number }>();
  for (const { reservation, version, event } of journalOf(bookable)) {
    const before = states.get(reservation) ?? { status: "", version: 0 };
    if (version !== before.version + 1) evidence.fail("journal has a gap", reservation);
    const moves = MOVES[event.type];
    const status = moves === undefined ? before.status : moves[before.status];
    if (status === undefined || (moves === undefined && before.status === "")) {
      evidence.fail("illegal move", `${reservation}: ${event.type} in ${before.status}`);
    }
    states.set(reservation, { status: status ?? before.status, version });
  }
  for (const { id, status, version } of storedIn(bookable)) {
    const replayed = states.get(id);
    if (replayed?.status !== status || replayed.version !== version) {
      evidence.fail("journal is not the state", `${id}: ${replayed?.status}, stored ${status}`);
    }
  }
}

/** The ledger of every booking is of its last version. */
function ledgerIsTheState(evidence: Evidence, bookable: Bookable): void {
  for (const { id, status, version } of storedIn(bookable)) {
    const copied = evidence.world.ledger.get(id);
    const wanted = ["confirmed", "completed", "cancelled", "failed"].includes(status);
    if (!wanted || copied === version) continue;
    const newest = evidence.journal(id).filter(({ version: at }) => at > (copied ?? 0));
    const matter = newest.filter(({ event }) => SHOWN_IN_LEDGER.includes(event.type));
    if (matter.length > 0) evidence.fail("the ledger is behind", `${id}: ${copied} of ${version}`);
  }
}
