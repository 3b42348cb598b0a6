import { catalogue } from "../../catalogue/catalogue.ts";
import { parseSessionName } from "../../domain/session/session-name.ts";
import type { Env } from "../../env.ts";
import { sessionLedger } from "../../ledger/session-ledger.ts";
import { signLink } from "../../signed-links.ts";
import { Bookable, platformOf } from "../bookable.ts";
import type {
  AnswerResult,
  SessionCommand,
  SessionResult,
  SessionView,
  SettlementResult,
} from "./session-bookings.ts";
import { SessionObject } from "./session-object.ts";

/** The Durable Object of one session, whose name says which experience, date and time it is. */
export class Session extends Bookable<SessionObject> {
  constructor(context: DurableObjectState, env: Env) {
    super(context, env, sessionObject(context, env));
  }

  view(): SessionView {
    return this.object.bookings.view();
  }

  /** Staff open a session outside the schedule. */
  open(spots: number | undefined): SessionView {
    return this.object.bookings.open(spots);
  }

  hold(command: SessionCommand): Promise<SessionResult> {
    return this.object.bookings.hold(command);
  }

  request(command: SessionCommand): SessionResult {
    return this.object.bookings.request(command);
  }

  accept(reservation: string): Promise<AnswerResult> {
    return this.object.bookings.accept(reservation);
  }

  decline(reservation: string): AnswerResult {
    return this.object.bookings.decline(reservation);
  }

  cancelByGuest(reservation: string): SettlementResult {
    return this.object.bookings.cancelByGuest(reservation);
  }

  reportCompletion(reservation: string): SettlementResult {
    return this.object.bookings.reportCompletion(reservation);
  }

  reportNoExperience(reservation: string): SettlementResult {
    return this.object.bookings.reportNoExperience(reservation);
  }
}

function sessionObject(context: DurableObjectState, env: Env): SessionObject {
  const name = parseSessionName(context.id.name ?? "");
  const experience = name && catalogue.experience(name.experience);
  if (name === undefined || experience === undefined) {
    throw new Error(`rooms.config.ts has no experience for "${context.id.name}"`);
  }
  const { settings, surroundings } = platformOf(context, env);
  const secret = settings.LINK_SECRET;
  return new SessionObject({
    ...surroundings,
    experience,
    name,
    hotel: (slug) => catalogue.hotel(slug),
    supplier: (slug) => catalogue.supplier(slug),
    payoutAccount: async (slug) => env.SUPPLIER.getByName(slug).account(),
    sign: (link) => signLink({ secret, ...link }),
    ledger: sessionLedger(env.LEDGER),
  });
}
