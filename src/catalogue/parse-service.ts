import type { RefundPolicy } from "../domain/refund-policy.ts";
import type { ServiceOffer, ServiceRules } from "../domain/service/service-rules.ts";
import { closuresOf } from "./closures.ts";
import { extraOf } from "./extra-schema.ts";
import type { HolidayCalendars } from "./holidays.ts";
import type { Operator, Owner, WhatsAppSender } from "./operator.ts";
import { refundPolicyOf } from "./refund-tiers.ts";
import type { CatalogueConfig } from "./schema.ts";
import { byWeekday } from "./weekly.ts";

/** One transport service with everything that is decided about it. Lengths are exact milliseconds. */
export interface Service {
  slug: string;
  name: string;
  description: string;
  /** Neither listed nor sold any more; what is booked goes on. */
  retired: boolean;
  operator: Operator;
  owner: Owner;
  whatsapp: WhatsAppSender;
  rules: ServiceRules;
  offer: ServiceOffer;
  refundPolicy: RefundPolicy;
  /** How long vehicles are kept for a guest who pays on the hosted page. */
  holdMs: number;
  /** Live unpaid holds at once, by email address and by network address. */
  holdCaps: { perEmail: number; perAddress: number };
}

type ServiceConfig = CatalogueConfig["services"][number];

/** The transport services of a config whose rules hold. */
export function servicesOf(
  { services }: CatalogueConfig,
  operators: readonly Operator[],
  holidays: HolidayCalendars,
): Service[] {
  return services.map((service) => {
    const operator = operators.find(({ id }) => id === service.operator);
    const { owner, whatsapp } = operator ?? {};
    if (!operator || !owner || !whatsapp) {
      throw new Error("brokenRules lets no service without an operator and its owner through");
    }
    const { slug, name, description, refundPolicy, hold, holdCaps } = service;
    return {
      slug,
      name,
      description,
      retired: service.retired ?? false,
      operator,
      owner,
      whatsapp,
      rules: rulesOf(service, operator, holidays),
      offer: offerOf(service, operator),
      refundPolicy: refundPolicyOf(refundPolicy),
      holdMs: hold,
      holdCaps,
    };
  });
}

function rulesOf(
  service: ServiceConfig,
  { timeZone }: Operator,
  holidays: HolidayCalendars,
): ServiceRules {
  const { hours, closures, grid, notice, horizon, passengers, vehicles } = service;
  return {
    timeZone,
    weeklyHours: byWeekday(hours),
    closures: closures ? closuresOf(closures, holidays) : {},
    gridMs: grid,
    noticeMs: notice,
    horizonMs: horizon,
    passengers,
    vehicles,
  };
}

function offerOf(service: ServiceConfig, { currency }: Operator): ServiceOffer {
  const { routes, formats, packages, extras, pickupPlaces } = service;
  return {
    currency,
    routes: routes.map(({ duration, ...route }) => ({ ...route, durationMs: duration })),
    formats,
    packages,
    extras: extras.map(extraOf),
    pickupPlaces,
  };
}
