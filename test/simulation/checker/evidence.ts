import type { LogLine } from "../../../src/objects/event-log.ts";
import type { TestStorage } from "../../object-storage.ts";
import type { Payer } from "../workload/guests.ts";
import type { World } from "../world.ts";

/** A reservation as its object stores it: read as plain data, never through the product's code. */
export interface Stored {
  id: string;
  quote: { total: number };
  captured: { at: number } | null;
  writeBudgetMs: number;
  status: string;
  version: number;
  payment: { id: string } | null;
  days: { date: string; startsAt: number; endsAt: number }[];
  calendar: Record<string, { generation: number; state: string }>;
  items: Record<string, string>;
  /** Of a session whose link was paid more than once. */
  secondPayments?: Record<string, { state: string }>;
}

export interface JournalLine {
  reservation: string;
  version: number;
  at: number;
  event: { type: string } & Record<string, unknown>;
}

/** Any object that keeps reservations, a journal and an outbox, whatever it sells. */
export interface Bookable {
  slug: string;
  object: { storage: Pick<TestStorage, "database"> };
}

export const LIVE: readonly string[] = ["confirmed", "completed"];

/** What the rules of one promise may be asked, and when. */
export interface Rules {
  /** The product says something. */
  onLog?: (evidence: Evidence, line: LogLine) => void;
  /** Now and then between two steps. */
  sample?: (evidence: Evidence) => void;
  /** After each of the first hours in which nothing goes wrong. */
  eachCalmHour?: (evidence: Evidence) => void;
  /** After all of them. */
  whenCalm?: (evidence: Evidence) => void;
  atTheEnd?: (evidence: Evidence) => void;
}

/** What the rules look at: the vendors, the tables, the guests; and where they object. */
export class Evidence {
  readonly violations: string[] = [];
  readonly world: World;
  readonly guests: readonly Payer[];

  constructor(world: World, guests: readonly Payer[]) {
    this.world = world;
    this.guests = guests;
  }

  /** Whatever is sold: what holds for every kind of bookable goes over these. */
  get bookables(): readonly Bookable[] {
    return [...this.world.rooms, ...this.world.sessions, ...this.world.services];
  }

  fail(rule: string, detail: string): void {
    const line = `${rule}: ${detail}`;
    if (this.violations.includes(line)) return;
    this.violations.push(line);
    this.world.tell(`!!! ${line}`);
  }

  stored(): Stored[] {
    return this.bookables.flatMap(storedIn);
  }

  journal(reservation: string): JournalLine[] {
    return this.bookables.flatMap(journalOf).filter((line) => line.reservation === reservation);
  }

  /** Whether staff were told of this reservation or of its payment. */
  isAlerted(reservation: string | undefined, payment = ""): boolean {
    const about = reservation ?? payment;
    return this.world.mail.accepted.some(
      ({ tags }) =>
        tags.includes("staff-alert") && (tags.includes(about) || tags.includes(payment)),
    );
  }
}

export function storedIn(bookable: Bookable): Stored[] {
  return statesIn(bookable).map((state) => JSON.parse(state) as Stored);
}

/** Every reservation's state as it is written. */
export function statesIn(bookable: Bookable): string[] {
  return rowsOf<{ state: string }>(bookable, "SELECT state FROM reservations").map(
    ({ state }) => state,
  );
}

type Database = TestStorage["database"];
const prepared = new WeakMap<Database, Map<string, ReturnType<Database["prepare"]>>>();

/** Compiling a statement costs more than running it, and the same few are asked all the time. */
export function rowsOf<Row>({ object }: Bookable, query: string): Row[] {
  const { database } = object.storage;
  const known = prepared.get(database) ?? new Map();
  prepared.set(database, known);
  const statement = known.get(query) ?? database.prepare(query);
  known.set(query, statement);
  return statement.all() as Row[];
}

export function journalOf(bookable: Bookable): JournalLine[] {
  const rows = rowsOf<{ reservation: string; version: number; at: number; event: string }>(
    bookable,
    "SELECT * FROM journal ORDER BY seq",
  );
  return rows.map((row) => ({ ...row, event: JSON.parse(row.event) }));
}
