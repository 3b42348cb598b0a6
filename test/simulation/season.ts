import type { Climate } from "./faults.ts";

/** What a run is about. All live in the same world; none needs another. */
export type Kind = "rooms" | "sessions" | "services";

/** What a seed can be about; each in its turn. */
export const KINDS: readonly Kind[] = ["rooms", "sessions", "services"];

/** How long a run is busy, in which weather, and how long it is quiet until all must be settled. */
export interface Season
  extends Pick<Climate, "outages" | "outagesMax" | "soreSpots" | "longOutages"> {
  workloadMs: number;
  quietDays: number;
}

/** A Thursday in Vancouver, so that bookable days come soon and a weekend lies between. */
export const STARTS_AT = Date.parse("2026-11-26T17:00:00Z");

const HOUR_MS = 60 * 60_000;

export const SEASONS: Record<Kind, Season> = {
  // One busy half day. Then long enough for the last booking to be over, and for refunds to fail
  // days later and be noticed.
  rooms: {
    workloadMs: 5 * HOUR_MS,
    quietDays: 12,
    outages: ["stripe", "google", "google", "calendar writes", "mail"],
    outagesMax: 4,
    soreSpots: ["refunds.create", "payment_intents.create", "payment_intents.cancel"],
    longOutages: 0.06,
  },
  // From the first request until the last session counts as having taken place because nobody said
  // otherwise, with every deadline in between, in the same weather throughout.
  sessions: {
    workloadMs: 282 * HOUR_MS,
    quietDays: 5,
    outages: ["stripe", "stripe", "mail", "ledger"],
    outagesMax: 12,
    soreSpots: [
      "refunds.create",
      "payment_links.create",
      "payment_links.update",
      "sessions.expire",
      "transfers.create",
      "transfers.create",
    ],
    longOutages: 0.15,
  },
  // Half-hour checkouts for an afternoon; then until the last trip is over, and for refunds that
  // fail days later.
  services: {
    workloadMs: 6 * HOUR_MS,
    quietDays: 6,
    outages: ["stripe", "twilio", "twilio", "mail", "ledger"],
    outagesMax: 4,
    soreSpots: [
      "refunds.create",
      "sessions.create",
      "sessions.expire",
      "messages.create",
      "messages.list",
      "email.send",
    ],
    longOutages: 0.35,
  },
};
