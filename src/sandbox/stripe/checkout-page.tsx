import type { ComponentChildren, ComponentProps } from "preact";
import { renderToString } from "preact-render-to-string";
import { formatAmount } from "../page/format.ts";
import type { CheckoutField, CheckoutProblem, Payer } from "./checkout-form.ts";
import { CHECKOUT_PAGE_STYLE } from "./checkout-page-style.ts";
import type { CheckoutSessionRecord, Line } from "./records.ts";
import { TEST_CARDS, type TestCard } from "./test-cards.ts";

/** Buttons that are always in sight; the other test cards are behind "More test cards". */
const FIRST_NUMBERS = ["4242424242424242", "4000000000000002", "4000002760003184"];

/** The page to pay an open session on. It needs no script: every button sends the form. */
export function checkoutPage(
  { shown, lines }: CheckoutSessionRecord,
  payer: Payer,
  problems: CheckoutProblem[],
): string {
  const total = formatAmount(shown.amount_total ?? 0, shown.currency ?? "");
  const title = problems.length === 0 ? `Pay ${total}` : `Not paid yet: ${total}`;
  return document(
    title,
    <main class="two">
      <section aria-label="What you pay for">
        {shown.cancel_url === null ? null : (
          <a class="back" href={shown.cancel_url}>
            ← Back
          </a>
        )}
        <h1>{shown.submit_type === "book" ? "Book" : "Pay"}</h1>
        <p class="total">{total}</p>
        <ul>
          {lines.map((line) => (
            <BoughtLine key={line.item.id} line={line} />
          ))}
        </ul>
      </section>
      <section class="pay" aria-labelledby="pay-title">
        <h2 id="pay-title">Pay with card</h2>
        <Problems problems={problems} />
        <PayForm known={shown.customer_email} payer={payer} problems={problems} total={total} />
      </section>
    </main>,
  );
}

/** A page that only says something: paid, expired, no longer active. */
export function noticePage(title: string, text: string, back: string | null): string {
  return document(
    title,
    <main class="alone">
      <section>
        <h1>{title}</h1>
        <p>{text}</p>
        {back === null ? null : (
          <a class="back" href={back}>
            Back
          </a>
        )}
      </section>
    </main>,
  );
}

function BoughtLine({ line: { item, product } }: { line: Line }) {
  return (
    <li>
      <div>
        <p>{item.description}</p>
        {product.description === null ? null : <p class="meta">{product.description}</p>}
        {item.quantity === 1 ? null : <p class="meta">Quantity {item.quantity}</p>}
      </div>
      <p class="amount">{formatAmount(item.amount_total, item.currency)}</p>
    </li>
  );
}

/** Stands before the form and takes the focus, so that it is heard and seen first. */
function Problems({ problems }: { problems: CheckoutProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="summary" role="alert" tabIndex={-1} autofocus>
      {problems.map(({ field, message }) => (
        <p key={message}>{field === undefined ? message : <a href={`#${field}`}>{message}</a>}</p>
      ))}
    </div>
  );
}

function PayForm(props: {
  known: string | null;
  payer: Payer;
  problems: CheckoutProblem[];
  total: string;
}) {
  const { known, payer, problems } = props;
  const wrong = (name: CheckoutField) => problems.find(({ field }) => field === name)?.message;
  return (
    <form method="post" novalidate>
      {known === null ? (
        <Field
          name="email"
          label="Email"
          wrong={wrong("email")}
          value={payer.email}
          input={{ type: "email", autocomplete: "email" }}
        />
      ) : (
        <p class="meta">Paying as {known}</p>
      )}
      <Field
        name="number"
        label="Card number"
        wrong={wrong("number")}
        input={{ ...DIGITS, autocomplete: "cc-number", placeholder: "1234 1234 1234 1234" }}
      />
      <div class="pair">
        <Field
          name="expiry"
          label="Expiration date"
          wrong={wrong("expiry")}
          input={{ ...DIGITS, autocomplete: "cc-exp", placeholder: "MM / YY" }}
        />
        <Field
          name="cvc"
          label="Security code"
          wrong={wrong("cvc")}
          input={{ ...DIGITS, autocomplete: "cc-csc", placeholder: "CVC" }}
        />
      </div>
      <Field
        name="name"
        label="Name on card"
        wrong={wrong("name")}
        value={payer.name}
        input={{ type: "text", autocomplete: "cc-name" }}
      />
      <button type="submit" class="main">
        Pay {props.total}
      </button>
      <TestCards />
    </form>
  );
}

const DIGITS = { type: "text", inputMode: "numeric" } as const;

function Field(props: {
  name: CheckoutField;
  label: string;
  wrong: string | undefined;
  value?: string;
  input: ComponentProps<"input">;
}) {
  const { name, label, wrong, value, input } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        value={value ?? ""}
        required
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : `${name}-wrong`}
        {...input}
      />
      {wrong === undefined ? null : (
        <p class="wrong" id={`${name}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}

function TestCards() {
  const first = TEST_CARDS.filter(({ number }) => FIRST_NUMBERS.includes(number));
  const others = TEST_CARDS.filter((card) => !first.includes(card));
  return (
    <fieldset class="tests">
      <legend>Test cards</legend>
      <p>Each pays at once; empty fields are filled in.</p>
      <TestCardRow cards={first} />
      <details>
        <summary>More test cards</summary>
        <TestCardRow cards={others} />
      </details>
    </fieldset>
  );
}

function TestCardRow({ cards }: { cards: TestCard[] }) {
  return (
    <div class="row">
      {cards.map(({ number, label }) => (
        <button type="submit" name="test_card" value={number} key={number}>
          {label} · {number.slice(-4)}
        </button>
      ))}
    </div>
  );
}

function document(title: string, body: ComponentChildren): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: CHECKOUT_PAGE_STYLE }} />
      </head>
      <body>
        <p class="sandbox">Sandbox: no real card is charged.</p>
        {body}
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(page)}`;
}
