import type { Stripe } from "stripe";
import { canBeVisited } from "../stripe/payment-links.ts";
import { Badge } from "./badge.tsx";
import { formatAmount, formatInstant } from "./format.ts";

type Session = Stripe.Checkout.Session;

/** Payment Links with the sessions that visits have opened, then the sessions made by themselves. */
export function PaymentLinks(props: {
  links: Stripe.PaymentLink[];
  sessions: Session[];
  timeZone: string;
}) {
  const { links, sessions, timeZone } = props;
  const alone = sessions.filter(({ payment_link }) => payment_link === null);
  if (links.length + alone.length === 0) return null;
  return (
    <>
      <h3>Payment links and checkout pages</h3>
      {links.toReversed().map((link) => (
        <Link
          key={link.id}
          link={link}
          sessions={sessions.filter(({ payment_link }) => payment_link === link.id)}
          timeZone={timeZone}
        />
      ))}
      {alone.toReversed().map((session) => (
        <div class="card" key={session.id}>
          <SessionLine session={session} timeZone={timeZone} />
        </div>
      ))}
    </>
  );
}

function Link(props: { link: Stripe.PaymentLink; sessions: Session[]; timeZone: string }) {
  const { link, sessions, timeZone } = props;
  const completed = link.restrictions?.completed_sessions;
  const open = canBeVisited(link);
  return (
    <details class="card" id={link.id} data-key={link.id}>
      <summary>
        <strong>Payment link</strong> <Badge status={open ? "active" : "closed"} />
        <span class="meta">
          {link.metadata.booking_code ?? link.id}
          {completed === undefined ? "" : ` · paid ${completed.count} of ${completed.limit}`}
        </span>
      </summary>
      <p>
        <a href={link.url}>{open ? "Pay on its page" : "See its page"}</a>
      </p>
      <dl>
        <dt>Payment Link</dt>
        <dd>
          <code>{link.id}</code>
        </dd>
        {Object.entries(link.metadata).map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {sessions.length === 0 ? <p class="empty">Nobody has visited it yet.</p> : null}
      {sessions.toReversed().map((session) => (
        <SessionLine key={session.id} session={session} timeZone={timeZone} />
      ))}
    </details>
  );
}

function SessionLine({ session, timeZone }: { session: Session; timeZone: string }) {
  const { id, url, amount_total, currency, payment_intent: intent } = session;
  return (
    <div class="refund" id={id}>
      <p>
        Checkout page of {formatAmount(amount_total ?? 0, currency ?? "")}{" "}
        <Badge status={session.status ?? ""} />
        {session.status === "complete" ? <Badge status={session.payment_status} /> : null}
        <span class="meta">
          {formatInstant(session.created * 1000, timeZone)}
          {url === null ? "" : ` · until ${formatInstant(session.expires_at * 1000, timeZone)}`}
        </span>
        <code>{id}</code>
      </p>
      <div class="row">
        {url === null ? null : <a href={url}>Pay on it</a>}
        {typeof intent === "string" ? <a href={`#${intent}`}>Its payment</a> : null}
      </div>
    </div>
  );
}
