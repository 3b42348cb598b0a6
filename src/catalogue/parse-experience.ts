import type { SessionPricing } from "../domain/session/session-request.ts";
import type { SessionRules } from "../domain/session/session-rules.ts";
import type { SplitShares } from "../domain/session/split.ts";
import type { SupplierLanguage } from "../messages/session-facts.ts";
import { closuresOf } from "./closures.ts";
import type { HolidayCalendars } from "./holidays.ts";
import type { Operator } from "./operator.ts";
import type { CatalogueConfig } from "./schema.ts";
import { byWeekday } from "./weekly.ts";

/** Who gives an experience, answers requests, and is paid after it took place. */
export interface Supplier {
  slug: string;
  name: string;
  email: string;
  /** In which the supplier is written to. */
  language: SupplierLanguage;
  /** ISO 3166 country of the supplier's bank, two capitals. */
  country: string;
}

/** Who earns a commission on what guests book in its widget. */
export interface Hotel {
  slug: string;
  name: string;
  email: string;
  /** Of the page that embeds the widget: "https://hotel.example". */
  origin: string;
}

/** `payment-link`: by a link in an email. `payment-intent`: at once, on the page (a class). */
export type Checkout = "payment-link" | "payment-intent";

/** One experience with everything that is decided about it. Lengths are exact milliseconds. */
export interface Experience {
  slug: string;
  name: string;
  description: string;
  /** Neither listed nor sold any more; what is booked goes on. */
  retired: boolean;
  operator: Operator;
  supplier: Supplier;
  pricing: SessionPricing;
  rules: SessionRules;
  meetingPoint: string;
  whatToBring: string[];
  checkout: Checkout;
  /** For the supplier to answer a request. */
  responseMs: number;
  /** For the guest to pay by link. */
  paymentMs: number;
  /** How long spots are kept for a guest who pays on the page. */
  holdMs: number;
  /** Up to this long before the start a guest may cancel, for a full refund. */
  cancellationMs: number;
  /**
   * When the supplier is asked whether it took place: a wall time of the day after ("10:00"), or a
   * length of time after the end ("PT2H").
   */
  completionCheck: string;
  /** This long after the session, the silence of a supplier counts as a yes. */
  autoCompleteMs: number;
  /** For how long the links of the completion check are good. */
  reportMs: number;
  split: SplitShares;
  /** Live unpaid reservations of a session at once, by email address and by network address. */
  holdCaps: { perEmail: number; perAddress: number };
  /** The same of all sessions together, unanswered requests included. */
  unpaidCaps: { perEmail: number; perAddress: number };
}

/** The experiences of a config whose rules hold. */
export function experiencesOf(
  config: CatalogueConfig,
  operators: readonly Operator[],
  holidays: HolidayCalendars,
): Experience[] {
  const { selling, suppliers, experiences } = config;
  const operator = operators.find(({ id }) => id === selling.operator);
  if (!operator) throw new Error("brokenRules lets no unknown operator through");
  return experiences.map((experience) => {
    const supplier = suppliers.find(({ slug }) => slug === experience.supplier);
    if (!supplier) throw new Error("brokenRules lets no unknown supplier through");
    const rules = rulesOf(experience, selling, operator, holidays);
    return experienceOf(experience, selling, { operator, supplier, rules });
  });
}

function experienceOf(
  experience: CatalogueConfig["experiences"][number],
  selling: CatalogueConfig["selling"],
  found: Pick<Experience, "operator" | "supplier" | "rules">,
): Experience {
  const { slug, name, description, meetingPoint, whatToBring, checkout } = experience;
  return {
    slug,
    name,
    description,
    retired: experience.retired ?? false,
    ...found,
    pricing: {
      currency: found.operator.currency,
      pricePerPerson: experience.pricePerPerson,
    },
    meetingPoint,
    whatToBring,
    checkout,
    responseMs: selling.responseWindow,
    paymentMs: selling.paymentWindow,
    holdMs: selling.classHold,
    cancellationMs: selling.cancellation,
    completionCheck: selling.completionCheck,
    autoCompleteMs: selling.autoComplete,
    reportMs: selling.reportWindow,
    split: selling.split,
    holdCaps: selling.holdCaps,
    unpaidCaps: selling.unpaidCaps,
  };
}

function rulesOf(
  experience: CatalogueConfig["experiences"][number],
  selling: CatalogueConfig["selling"],
  operator: Operator,
  holidays: HolidayCalendars,
): SessionRules {
  const times = byWeekday(experience.schedule);
  return {
    timeZone: experience.timeZone ?? operator.timeZone,
    weeklyTimes: Object.fromEntries(
      Object.entries(times).map(([weekday, day]) => [weekday, day.toSorted()]),
    ),
    closures: closuresOf(selling.closures, holidays),
    durationMs: experience.duration,
    gridMs: selling.requestGrid,
    participants: experience.participants,
    noticeMs: selling.notice,
    horizonMs: selling.horizon,
    instant: experience.instant,
    request: experience.request,
  };
}
