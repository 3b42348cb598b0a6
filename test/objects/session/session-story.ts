import type { SessionMessage } from "../../../src/domain/effect.ts";
import { sessionName, sessionOf } from "../../../src/domain/session/session-name.ts";
import {
  asSession,
  type SessionReservation,
} from "../../../src/domain/session/session-reservation.ts";
import { englishWords } from "../../../src/http/links/supplier-words-en.ts";
import { italianWords } from "../../../src/http/links/supplier-words-it.ts";
import type { SandboxMessage } from "../../../src/sandbox/messages.ts";
import type { Stage } from "../../stage.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const GUEST = {
  firstName: "Ada",
  lastName: "Lovelace",
  email: "ada@example.com",
  phone: "+1 604 555 0199",
};
export const GUEST_EMAIL = GUEST.email;
export const SUPPLIER_EMAIL = "rosa@stamperiarosa.example";
export const HOTEL_EMAIL = "concierge@harbourhouse.example";
export const STAFF_EMAIL = "admin@labourtemple.example";

/** Flow A: a Saturday morning three weeks ahead, for two, sold by a hotel. CA$90.00. */
export const instant = {
  experience: "linocut-workshop",
  session: "2026-12-12T10:00",
  participants: 2,
  guest: GUEST,
  hotel: "harbour-house",
};
export const STARTS_AT = Date.parse("2026-12-12T17:00:00Z");
export const ENDS_AT = STARTS_AT + 2 * HOUR_MS;
export const PRICE = 9000;
/** 10:00 in Vancouver on the day after. */
export const CHECK_AT = Date.parse("2026-12-13T17:00:00Z");

/** Flow B: the same workshop at a time of the guest's own. */
export const request = {
  experience: "linocut-workshop",
  requested: { date: "2026-12-11", time: "11:00" },
  participants: 2,
  guest: GUEST,
  hotel: "harbour-house",
};
export const REQUEST_STARTS_AT = Date.parse("2026-12-11T18:00:00Z");

/** A class on a Monday evening, paid on the page. CA$35.00. */
export const lesson = {
  experience: "bargaining-basics",
  session: "2026-12-07T18:00",
  participants: 1,
  customer: { name: "Ada Lovelace", email: GUEST_EMAIL },
};

export interface Reserved {
  reservation: string;
  status: string;
  bookingUrl: string;
  amount: number;
  currency: string;
  lines: { label: string; amount: number }[];
  paymentUrl: string;
  paymentDeadline: string;
  responseDeadline: string;
}

/** `POST /api/reservations`, which must work. */
export async function reserve(
  stage: Stage,
  body: object,
  headers: Record<string, string> = {},
): Promise<Reserved> {
  const answer = await stage.post("/api/reservations", body, headers);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Reserved;
}

/** A class's hold, by `POST /api/create-payment-intent`. */
export async function enrol(stage: Stage, changes: object = {}) {
  const answer = await stage.post("/api/create-payment-intent", { ...lesson, ...changes });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as {
    reservation: string;
    paymentIntent: string;
    clientSecret: string;
    amount: number;
    holdExpiresAt: string;
  };
}

/** The session's object that a reservation's id names. */
export function objectOf(stage: Stage, reservation: string) {
  const session = sessionOf(reservation);
  if (session === undefined) throw new Error(`no session in ${reservation}`);
  return stage.sessions.session(sessionName(session));
}

export function loaded(stage: Stage, id: string): SessionReservation {
  const found = objectOf(stage, id).object.store.load(id);
  if (found === undefined) throw new Error(`no reservation ${id}`);
  return asSession(found);
}

export const statusOf = (stage: Stage, id: string) => loaded(stage, id).status;

export const journalOf = (stage: Stage, id: string) =>
  objectOf(stage, id)
    .object.store.journal(id)
    .map(({ event }) => event.type);

export const spotsLeft = (stage: Stage, id: string) =>
  objectOf(stage, id).object.bookings.view().spotsAvailable;

/** A row of the ledger. */
export function ledgerRow(stage: Stage, table: string, reservation: string) {
  const { database } = stage.ledger as unknown as {
    database: { prepare(query: string): { get(...values: string[]): unknown } };
  };
  return database.prepare(`SELECT * FROM ${table} WHERE reservation = ?`).get(reservation) as
    | Record<string, unknown>
    | undefined;
}

/** The subjects of the templates, in the languages of the two suppliers. */
const SUBJECTS: [SessionMessage, RegExp][] = [
  ["guest_instant_booking", /^Complete your booking!/],
  ["supplier_new_booking", /^(New booking pending payment|Nuova prenotazione in attesa)/],
  ["supplier_new_request", /^(New booking request|Nuova richiesta di prenotazione)/],
  ["guest_request_received", /^Request received, awaiting confirmation/],
  ["guest_booking_approved", /^Booking approved!/],
  ["guest_request_declined", /^Unfortunately this time is not available/],
  ["guest_request_expired", /^Request expired - provider did not respond/],
  ["supplier_booking_confirmed", /^(Payment received! Booking confirmed|Pagamento ricevuto!)/],
  ["guest_payment_confirmed", /^Payment successful!/],
  ["guest_payment_expired", /^Payment window has closed/],
  ["supplier_payment_not_completed", /^(Guest did not complete payment|Il cliente non ha compl)/],
  ["guest_cancellation_confirmed", /^Cancellation confirmed, refund processing/],
  [
    "supplier_guest_cancelled",
    /^(Guest has cancelled their booking|A booking has been c|Il cliente ha an|Una prenotazione è s)/,
  ],
  ["supplier_completion_check", /^(Did this experience happen\?|Questa esperienza si è svolta)/],
  ["supplier_payout_sent", /^(Payment has been transferred|Il pagamento è stato trasferito)/],
  ["guest_refund_processed", /^Your booking has been (refunded|cancelled)/],
  ["guest_second_payment_returned", /^You paid twice/],
  ["hotel_commission_earned", /^Your widget earned commission/],
];

export type Mail = SandboxMessage & { template: SessionMessage | "staff" };

export function mails(stage: Stage, reservation?: string): Mail[] {
  return stage
    .messages()
    .filter((message) => reservation === undefined || message.reservation === reservation)
    .map((message) => {
      const known = SUBJECTS.find(([, subject]) => subject.test(message.subject ?? ""));
      return { ...message, template: known?.[0] ?? "staff" };
    });
}

/** "template → address" of every email, sorted: who was told what, and how often. */
export const told = (stage: Stage, reservation?: string) =>
  mails(stage, reservation)
    .map(({ template, to }) => `${template} → ${to}`)
    .sort();

export const sent = (stage: Stage, template: Mail["template"], reservation?: string) =>
  mails(stage, reservation).filter((one) => one.template === template);

export function mail(stage: Stage, template: Mail["template"], reservation?: string): Mail {
  const [found, ...others] = sent(stage, template, reservation);
  if (found === undefined || others.length > 0) {
    throw new Error(`${others.length + (found ? 1 : 0)} emails ${template}`);
  }
  return found;
}

/** Every address that an email leads to. */
export const linksIn = ({ text }: SandboxMessage): string[] => text.match(/https?:\/\/\S+/g) ?? [];

export function linkIn(message: SandboxMessage, action: string): string {
  const found = linksIn(message).find((link) => new URL(link).pathname.endsWith(`/${action}`));
  if (found === undefined) throw new Error(`no ${action} link in "${message.subject}"`);
  return found;
}

/** Titles of suppliers' pages, by what they are in Italian. */
const ENGLISH_TITLES = new Map(
  [
    ...Object.entries(italianWords.done).map(([key, { title }]) => [
      title,
      englishWords.done[key as keyof typeof englishWords.done].title,
    ]),
    ...Object.entries(italianWords.refused).map(([key, { title }]) => [
      title,
      englishWords.refused[key as keyof typeof englishWords.refused].title,
    ]),
    [italianWords.sessionFull(1).title, englishWords.sessionFull(1).title],
  ].map(([italian = "", english = ""]) => [italian, english]),
);

export interface Shown {
  status: number;
  /** The heading, in the document's words also where the page is in Italian. */
  title: string;
  heading: string;
  text: string;
  button: boolean;
  html: string;
}

/** Opens a link of an email, as a browser, a preview or a scanner does. */
export const open = (stage: Stage, link: string) => send(stage, link, "GET");
/** Presses the button on its page. */
export const press = (stage: Stage, link: string) => send(stage, link, "POST");

async function send(stage: Stage, link: string, method: string): Promise<Shown> {
  const { pathname, search } = new URL(link, "http://localhost:8787");
  const headers = method === "POST" ? { origin: "http://localhost:8787" } : {};
  const answer = await stage.call(`${pathname}${search}`, { method, headers });
  const html = await answer.text();
  const text = html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  const heading = /<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? "";
  const title = ENGLISH_TITLES.get(heading) ?? heading;
  return { status: answer.status, title, heading, text, button: html.includes("<button"), html };
}

/** Opens the page of a Payment Link: the address of the session that the visit opened, if any. */
export async function openPage(stage: Stage, link: string): Promise<string | undefined> {
  const answer = await stage.provider(new Request(link));
  return answer.headers.get("location") ?? undefined;
}

/** Pays on an open page. Nothing is delivered before the clock moves on. */
export function payPage(stage: Stage, page: string, card = "4242424242424242") {
  const body = new URLSearchParams({ test_card: card });
  return stage.provider(new Request(page, { method: "POST", body }));
}

export async function payLink(stage: Stage, link: string, card?: string): Promise<void> {
  const page = await openPage(stage, link);
  if (page === undefined) throw new Error("the link opens no page");
  const answer = await payPage(stage, page, card);
  if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`);
}

/** Opens the supplier's payout account at the sandbox's Stripe, ready to be paid. */
export async function openAccount(stage: Stage, slug = "stamperia-rosa"): Promise<string> {
  const supplier = stage.sessions.supplier(slug);
  const addresses = { returnUrl: "http://localhost:8787/", refreshUrl: "http://localhost:8787/" };
  const page = await supplier.onboardingUrl(addresses);
  if (page.kind !== "ok") throw new Error(page.reason);
  const account = await supplier.account();
  const id = account.kind === "ok" ? account.value?.account : undefined;
  if (id === undefined) throw new Error("no account");
  await setTransfers(stage, id, "active");
  await stage.pass(5_000);
  return id;
}

export const setTransfers = (stage: Stage, account: string, status: string) =>
  stage.control(`/sandbox/stripe/accounts/${account}/capabilities`, { status });

/** A booking of Flow A that is paid. */
export async function booked(stage: Stage, changes: object = {}): Promise<Reserved> {
  const reserved = await reserve(stage, { ...instant, ...changes });
  await stage.pass();
  await payLink(stage, reserved.paymentUrl);
  await stage.pass();
  return reserved;
}

/** A request of Flow B that the supplier has accepted, with the link to pay it by. */
export async function accepted(stage: Stage, changes: object = {}): Promise<Reserved> {
  const asked = await reserve(stage, { ...request, ...changes });
  await stage.pass();
  const link = linkIn(mail(stage, "supplier_new_request", asked.reservation), "accept");
  await press(stage, link);
  await stage.pass();
  return { ...asked, paymentUrl: loaded(stage, asked.reservation).link?.url ?? "" };
}

/** Everything that every object and the ledger have stored, to see that nothing has changed. */
export function stored(stage: Stage): string {
  const databases = [
    ...stage.sessions.all().map(({ storage }) => storage.database),
    (stage.ledger as unknown as { database: (typeof stage.storage)["database"] }).database,
  ];
  return JSON.stringify(
    databases.map((database) => {
      const tables = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .all() as { name: string }[];
      return tables.map(({ name }) => [name, database.prepare(`SELECT * FROM ${name}`).all()]);
    }),
  );
}
