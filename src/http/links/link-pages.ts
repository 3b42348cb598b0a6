import { catalogue } from "../../catalogue/catalogue.ts";
import { publicCatalogue } from "../../catalogue/public-view.ts";
import { formatDay } from "../../domain/local-time.ts";
import { sessionOf } from "../../domain/session/session-name.ts";
import { asSession, type SessionReservation } from "../../domain/session/session-reservation.ts";
import { readLink, signLink } from "../../signed-links.ts";
import { linkPage } from "../../site/pages/link-page.tsx";
import type { Context } from "../context.ts";
import { htmlPage } from "../html-page.ts";
import { paymentsPaused } from "../payments-paused.ts";
import { sessionStubOf } from "../stubs.ts";
import { type ActionPurpose, linkActions } from "./link-actions.ts";
import type { LinkWords } from "./says.ts";
import type { SupplierWords } from "./supplier-words.ts";
import { supplierWords } from "./words-for-supplier.ts";

/** A supplier may finish an interrupted set-up for this long. */
const ONBOARD_FOR_MS = 30 * 24 * 60 * 60_000;

/**
 * `GET` of a link from an email: says what will happen and offers one button. It changes nothing, so
 * that whoever else opens the link (a mail scanner, a preview) changes nothing either.
 */
export async function offerAction(
  request: Request,
  purpose: ActionPurpose,
  id: string,
  context: Context,
): Promise<Response> {
  const opened = await openLink(request, purpose, id, context);
  if (!opened.ok) return opened.response;
  const { reservation, say } = opened;
  const { title, sentences, button, isGrave } = linkActions[purpose].offer(reservation, say);
  const { pathname, search } = new URL(request.url);
  const action = {
    label: button,
    href: `${pathname}${search}`,
    ...(isGrave && { tone: "danger" as const }),
  };
  return page({ title, sentences }, context, { say, reservation, action });
}

/** `POST`, which only the button sends: acts, once; a second time says what is so. */
export async function takeAction(
  request: Request,
  purpose: ActionPurpose,
  id: string,
  context: Context,
): Promise<Response> {
  const opened = await openLink(request, purpose, id, context);
  if (!opened.ok) return opened.response;
  const { stub, reservation, say } = opened;
  const { act, opensPayment } = linkActions[purpose];
  const not = opensPayment ? await whyNotNow(context, say) : undefined;
  if (not) return page(not.words, context, { say, reservation, status: not.status });
  const acted = await act(stub, reservation, say);
  const link = acted.needsPayouts ? await payoutsLink(reservation, say, context) : undefined;
  return page(acted.words, context, { say, reservation, link });
}

/** Why no payment may be opened now. A desk that does not say whether it may is asked again. */
async function whyNotNow(context: Context, { refused }: SupplierWords) {
  try {
    const isPaused = (await paymentsPaused(context)) !== undefined;
    return isPaused ? { words: refused.paymentsPaused, status: 200 } : undefined;
  } catch (error) {
    const detail = String(error);
    context.log({ message: "Request failed", level: "error", path: "accept", detail });
    return { words: refused.tryAgain, status: 503 };
  }
}

/** What the buttons of linked pages post to; only persons press them. */
const BUTTON =
  /^\/api\/(?:reservations|bookings|suppliers)\/([^/]+)\/(accept|decline|cancel|complete|no-experience|onboarding)$/;

/** The page for whoever pressed a button too often; undefined when it was no button's address. */
export function pressedTooOften(
  { url }: Request,
  context: Context,
  retryAfterSeconds: number,
): Response | undefined {
  const { pathname, search } = new URL(url);
  const [, subject, purpose] = BUTTON.exec(pathname) ?? [];
  if (subject === undefined) return undefined;
  const giver = purpose === "onboarding" ? subject : giverOf(subject);
  const say = purpose === "cancel" ? supplierWords.en : wordsOf(giver);
  const link = { label: say.tryAgain, href: `${pathname}${search}` };
  const answer = page(say.refused.tooManyRequests, context, { say, link, status: 429 });
  answer.headers.set("retry-after", String(retryAfterSeconds));
  return answer;
}

type Opened =
  | {
      ok: true;
      stub: NonNullable<ReturnType<typeof sessionStubOf>>;
      reservation: SessionReservation;
      say: SupplierWords;
    }
  | { ok: false; response: Response };

/** Only a genuine link learns anything of a reservation; an ended one hears why it has ended. */
async function openLink(
  request: Request,
  purpose: ActionPurpose,
  id: string,
  context: Context,
): Promise<Opened> {
  const { settings, now, env } = context;
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const secret = settings.LINK_SECRET;
  const read = await readLink(token, { secret, purpose, subject: id, now: now() });
  const stub = sessionStubOf(env, id);
  const unread = wordsFor(purpose, giverOf(id));
  if ((!read.ok && read.reason === "invalid") || stub === undefined) {
    return {
      ok: false,
      response: page(unread.refused.invalid, context, { say: unread, status: 403 }),
    };
  }
  const found = await stub.reservation(id);
  if (found === undefined) {
    return {
      ok: false,
      response: page(unread.refused.invalid, context, { say: unread, status: 404 }),
    };
  }
  const reservation = asSession(found);
  const say = wordsFor(purpose, reservation.supplier);
  const { refusal, ended } = linkActions[purpose];
  const words = refusal(reservation, now(), say) ?? (read.ok ? undefined : ended(say));
  if (words === undefined) return { ok: true, stub, reservation, say };
  return { ok: false, response: page(words, context, { say, reservation }) };
}

/** Guests read English, as in their emails; suppliers the language in which they are written to. */
function wordsFor(purpose: ActionPurpose, supplier: string | undefined): SupplierWords {
  return purpose === "cancel" ? supplierWords.en : wordsOf(supplier);
}

function wordsOf(supplier: string | undefined): SupplierWords {
  return supplierWords[catalogue.supplier(supplier ?? "")?.language ?? "en"];
}

/** Who gives the experience that an id names, for whoever comes without a link that can be read. */
function giverOf(reservation: string): string | undefined {
  const session = sessionOf(reservation);
  return session && catalogue.experience(session.experience)?.supplier.slug;
}

/** The way for a supplier without an account to opening one. */
async function payoutsLink(
  { supplier }: SessionReservation,
  { setUpPayouts }: SupplierWords,
  { settings, now }: Context,
) {
  const token = await signLink({
    secret: settings.LINK_SECRET,
    purpose: "onboard",
    subject: supplier,
    expiresAt: now() + ONBOARD_FOR_MS,
  });
  return { label: setUpPayouts, href: `/api/suppliers/${supplier}/onboarding?token=${token}` };
}

interface PageParts {
  say: SupplierWords;
  reservation?: SessionReservation;
  action?: { label: string; href: string; tone?: "danger" } | undefined;
  link?: { label: string; href: string } | undefined;
  status?: number;
}

function page(
  { title, sentences }: LinkWords,
  context: Context,
  { say, reservation, action, link, status = 200 }: PageParts,
): Response {
  const details = reservation === undefined ? [] : detailsOf(reservation, say);
  const html = linkPage({
    operator: publicCatalogue(catalogue).operator,
    frame: say.frame,
    title,
    sentences,
    details,
    ...(action && { action }),
    ...(link && { link }),
  });
  return htmlPage(html, context, status);
}

/** What the link is about, so that nobody decides on the wrong booking. */
function detailsOf(
  { experience, session, participants, code }: SessionReservation,
  { details, dayAt, frame }: SupplierWords,
) {
  const known = catalogue.experience(experience);
  const day = formatDay(session.date, frame.locale ?? known?.operator.locale ?? "en");
  return [
    { label: details.experience, value: known?.name ?? experience },
    { label: details.when, value: dayAt(day, session.time) },
    { label: details.participants, value: String(participants) },
    { label: details.booking, value: code },
  ];
}
