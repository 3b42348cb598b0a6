import { FAULT_MODES, FAULT_PROVIDERS, type Fault, type FaultRequest } from "../faults.ts";

/** What goes wrong in real life, one press each. */
const PRESETS: [label: string, fault: FaultRequest][] = [
  [
    "Google Calendar is down",
    { provider: "google", operation: "*", mode: "fail", status: 503, times: 1000 },
  ],
  [
    "The third calendar write fails for good",
    { provider: "google", operation: "events.insert", mode: "fail", status: 403, skip: 2 },
  ],
  [
    "A calendar write's answer is lost",
    { provider: "google", operation: "events.insert", mode: "timeout-after-success" },
  ],
  [
    "Stripe is down",
    { provider: "stripe", operation: "*", mode: "fail", status: 503, times: 1000 },
  ],
  [
    "The next refund's answer is lost",
    { provider: "stripe", operation: "refunds.create", mode: "timeout-after-success" },
  ],
  [
    "Webhooks arrive twice",
    { provider: "stripe", operation: "webhooks.deliver", mode: "duplicate", times: 10 },
  ],
  [
    "Webhooks come a minute late",
    { provider: "stripe", operation: "webhooks.deliver", mode: "slow", ms: 60_000, times: 3 },
  ],
  [
    "Emails are refused for now",
    { provider: "mailersend", operation: "email.send", mode: "fail", status: 429, times: 3 },
  ],
  [
    "The sender's domain is not verified",
    {
      provider: "mailersend",
      operation: "email.send",
      mode: "fail",
      status: 422,
      reason: "MS42207",
      times: 3,
    },
  ],
  [
    "WhatsApp is down",
    { provider: "twilio", operation: "*", mode: "fail", status: 503, times: 1000 },
  ],
  [
    "A WhatsApp message's answer is lost",
    { provider: "twilio", operation: "messages.create", mode: "timeout-after-success" },
  ],
  [
    "Receipts of WhatsApp arrive out of order",
    { provider: "twilio", operation: "callbacks.deliver", mode: "slow", ms: 10_000 },
  ],
];

const OPERATIONS = [
  "*",
  "payment_intents.create",
  "payment_intents.retrieve",
  "payment_intents.confirm",
  "payment_intents.cancel",
  "payment_links.create",
  "payment_links.retrieve",
  "payment_links.update",
  "checkout.sessions.create",
  "checkout.sessions.expire",
  "checkout.sessions.list",
  "refunds.create",
  "refunds.list",
  "webhooks.deliver",
  "token.create",
  "events.insert",
  "events.get",
  "events.delete",
  "events.list",
  "events.patch",
  "events.watch",
  "push.deliver",
  "email.send",
  "messages.create",
  "messages.list",
  "messages.fetch",
  "callbacks.deliver",
];

/** Switches that make the vendors fail. */
export function Faults({ faults }: { faults: Fault[] }) {
  return (
    <section id="faults" aria-labelledby="faults-title">
      <h2 id="faults-title">Faults</h2>
      <div id="fault-list" data-live>
        <FaultList faults={faults} />
      </div>
      <div class="card">
        <h3>Switch one on</h3>
        <div class="row">
          {PRESETS.map(([label, fault]) => (
            <button
              type="button"
              class="quiet"
              data-method="POST"
              data-path="/sandbox/faults"
              data-body={JSON.stringify(fault)}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      <FaultForm />
    </section>
  );
}

function FaultList({ faults }: { faults: Fault[] }) {
  if (faults.length === 0) return <p class="empty">Everything works.</p>;
  return (
    <div class="card">
      <ul class="plain">
        {faults.map((fault) => (
          <li key={fault.id}>
            <span>
              <strong>{fault.provider}</strong> <code>{fault.operation}</code>{" "}
              <span class="badge bad">{fault.mode}</span>
              <span class="meta">
                {fault.status === undefined ? "" : `status ${fault.status} · `}
                {fault.skip === 0 ? "" : `lets ${fault.skip} pass · `}
                {fault.times} {fault.times === 1 ? "time" : "times"}
              </span>
            </span>
            <button
              type="button"
              class="quiet"
              data-method="DELETE"
              data-path={`/sandbox/faults/${fault.id}`}
            >
              Switch off
            </button>
          </li>
        ))}
      </ul>
      <button type="button" data-method="DELETE" data-path="/sandbox/faults">
        Switch all off
      </button>
    </div>
  );
}

function FaultForm() {
  return (
    <form class="card" data-method="POST" data-path="/sandbox/faults">
      <h3>Or say exactly what</h3>
      <div class="pair">
        <label>
          Provider
          <select name="provider">
            {FAULT_PROVIDERS.map((name) => (
              <option>{name}</option>
            ))}
          </select>
        </label>
        <label>
          Operation
          <select name="operation">
            {OPERATIONS.map((name) => (
              <option>{name}</option>
            ))}
          </select>
        </label>
      </div>
      <div class="pair">
        <label>
          What happens
          <select name="mode">
            {FAULT_MODES.map((name) => (
              <option>{name}</option>
            ))}
          </select>
        </label>
        <label>
          Status (for fail)
          <input name="status" type="number" min="400" max="599" />
        </label>
      </div>
      <div class="pair">
        <label>
          Calls that pass first
          <input name="skip" type="number" min="0" value="0" />
        </label>
        <label>
          Times
          <input name="times" type="number" min="1" value="1" />
        </label>
      </div>
      <button type="submit">Switch on</button>
    </form>
  );
}
