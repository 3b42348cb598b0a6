import { catalogue } from "../../catalogue/catalogue.ts";
import type { Env } from "../../env.ts";
import { d1Ledger } from "../../ledger/d1-ledger.ts";
import { Bookable, platformOf } from "../bookable.ts";
import type { TripCommand, TripResult } from "./service-bookings.ts";
import { ServiceObject } from "./service-object.ts";

/** The Durable Object of one transport service, by its slug. */
export class Service extends Bookable<ServiceObject> {
  constructor(context: DurableObjectState, env: Env) {
    super(context, env, serviceObject(context, env));
  }

  hold(command: TripCommand): Promise<TripResult> {
    return this.object.bookings.hold(command);
  }
}

function serviceObject(context: DurableObjectState, env: Env): ServiceObject {
  const slug = context.id.name ?? "";
  const service = catalogue.service(slug);
  if (service === undefined) throw new Error(`rooms.config.ts has no service "${slug}"`);
  const ledger = d1Ledger(env.LEDGER);
  return new ServiceObject({ ...platformOf(context, env).surroundings, service, ledger });
}
