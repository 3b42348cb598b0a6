import type { SimulatedSession } from "../../simulated-session.ts";
import { type Evidence, type JournalLine, journalOf, statesIn } from "../evidence.ts";

/** A reservation of a session as its object stores it: read as plain data. */
export interface StoredSpots {
  id: string;
  status: string;
  version: number;
  participants: number;
  flow: string;
  hotel: string | null;
  customer: { email: string };
  session: { startsAt: number; endsAt: number };
  terms: { completionCheckAt: number; autoCompleteAt: number; reportUntil: number };
  quote: { total: number };
  responseDeadline: number | null;
  holdExpiresAt: number | null;
  payment: { id: string } | null;
  link: { id: string; url: string } | null;
  captured: { amount: number } | null;
  split: { supplier: number; hotel: number; platform: number } | null;
  transfer: { amount: number; transfer: string | null } | null;
  items: Record<string, string>;
}

/** One reservation with everything that was written down about it. */
export interface Told {
  one: StoredSpots;
  session: SimulatedSession;
  lines: JournalLine[];
  /** The first event of a type. */
  first: (type: string) => JournalLine | undefined;
  has: (type: string) => boolean;
}

export function spotsIn(session: SimulatedSession): StoredSpots[] {
  return statesIn(session).map((state) => JSON.parse(state) as StoredSpots);
}

/** Every reservation of every session, with its journal: read once for a look at all of it. */
export function allTold({ world }: Evidence): Told[] {
  return world.sessions.flatMap((session) => {
    const journal = journalOf(session);
    return spotsIn(session).map((one) => {
      const lines = journal.filter(({ reservation }) => reservation === one.id);
      const first = (type: string) => lines.find(({ event }) => event.type === type);
      return { one, session, lines, first, has: (type: string) => first(type) !== undefined };
    });
  });
}

/** What decided last that, and how much, the supplier is paid: the completion, or staff's release. */
export function settledBy(lines: readonly JournalLine[]): JournalLine | undefined {
  return lines.findLast(({ event }) =>
    ["BookingCompleted", "SettlementReleased"].includes(event.type),
  );
}

/** Whether an item of a kind is open about something, and staff were told of that kind. */
export function isOpenAndAlerted(evidence: Evidence, one: StoredSpots, key: string): boolean {
  const kind = one.items[key];
  if (kind === undefined) return false;
  return evidence.world.mail.accepted.some(
    ({ tags }) => tags.includes("staff-alert") && tags.includes(kind) && tags.includes(one.id),
  );
}
