import { catalogue } from "../../catalogue/catalogue.ts";
import { commissions } from "../../ledger/commissions.ts";
import { sessionMetrics, troubleMetrics } from "../../ledger/metrics.ts";
import type { Context } from "../context.ts";
import { json } from "../json.ts";
import { readQuery } from "./read-query.ts";
import { instantsOf, monthPeriod, statedPeriod } from "./report-period.ts";
import { commissionsQuery, metricsQuery } from "./staff-schemas.ts";

/**
 * `GET /api/staff/metrics?from=&to=`: the experiences document's metrics, of what began in the
 * period; failed bookings that came up in it, and the refunds of bookings that take place in it.
 */
export async function metrics(request: Request, { env, now }: Context): Promise<Response> {
  const query = readQuery(request, metricsQuery);
  if (!query.ok) return query.response;
  const period = statedPeriod(query.value, now());
  const instants = instantsOf(period);
  const sessions = await sessionMetrics(env.LEDGER, instants);
  return json({ period, sessions, ...(await troubleMetrics(env.LEDGER, instants)) });
}

/** `GET /api/staff/commissions?month=2026-12`: what each hotel is to be paid for that month. */
export async function monthlyCommissions(
  request: Request,
  { env, now }: Context,
): Promise<Response> {
  const query = readQuery(request, commissionsQuery);
  if (!query.ok) return query.response;
  const period = monthPeriod(query.value.month);
  const instants = instantsOf(period);
  const earned = await commissions(env.LEDGER, instants);
  return json({
    month: query.value.month,
    period,
    /** Until the month is over more may come; pay what is final. */
    final: now() >= instants.endsAt,
    commissions: earned.map(({ hotel: slug, ...share }) => {
      const hotel = catalogue.hotel(slug);
      return { hotel: { slug, name: hotel?.name ?? slug, email: hotel?.email ?? null }, ...share };
    }),
  });
}
