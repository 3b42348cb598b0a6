import { readForm } from "../read-form.ts";
import type { World } from "../world.ts";
import { invalidParameter } from "./errors.ts";
import { finishAuthentication } from "./finish-payment.ts";
import { publicIntent } from "./public-intent.ts";
import { type PaymentIntentRecord, paymentIntents } from "./records.ts";

/** The bank's 3-D Secure page, which asks the customer to complete or fail the challenge. */
export function authenticationPage(world: World, request: Request, id: string): Response {
  const secret = new URL(request.url).searchParams.get("client_secret");
  const record = findBySecret(world, id, secret);
  if (record === undefined) return new Response("No such payment.\n", { status: 404 });
  const amount = `${(record.shown.amount / 100).toFixed(2)} ${record.shown.currency.toUpperCase()}`;
  return new Response(page(amount, record.clientSecret), {
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}

/**
 * `POST client_secret=…&outcome=complete|fail`: settles the challenge. Answers JSON to Stripe.js
 * and a redirect to the `return_url` to a browser's form.
 */
export async function finishAuthenticationCall(
  world: World,
  request: Request,
  id: string,
): Promise<Response> {
  const form = new URLSearchParams(await readForm(request));
  const record = findBySecret(world, id, form.get("client_secret"));
  const outcome = form.get("outcome");
  if (record === undefined || (outcome !== "complete" && outcome !== "fail")) {
    const { error } = invalidParameter("client_secret and outcome=complete|fail are required.");
    return Response.json({ error }, { status: 400 });
  }
  const finished = world.transaction(() =>
    finishAuthentication(world, record, outcome === "complete"),
  );
  if (
    request.headers.get("accept")?.includes("application/json") ||
    record.returnUrl === undefined
  ) {
    return Response.json(publicIntent(finished.shown));
  }
  const back = new URL(record.returnUrl);
  back.searchParams.set("payment_intent", id);
  back.searchParams.set("payment_intent_client_secret", finished.clientSecret);
  back.searchParams.set(
    "redirect_status",
    finished.shown.status === "succeeded" ? "succeeded" : "failed",
  );
  return new Response(null, { status: 303, headers: { location: back.href } });
}

function findBySecret(
  world: World,
  id: string,
  secret: string | null,
): PaymentIntentRecord | undefined {
  const record = paymentIntents(world).get(id);
  return record?.clientSecret === secret ? record : undefined;
}

function page(amount: string, clientSecret: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>3-D Secure test page</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; background: #f4f5f7; color: #1b1f27; }
  main { background: #fff; padding: 1.5rem; border-radius: 12px; max-width: 22rem; margin: 1rem; box-shadow: 0 2px 16px #0002; }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
  form { display: grid; gap: .75rem; }
  button { font: inherit; font-weight: 600; padding: .75rem; border-radius: 8px; border: 1px solid #5b4bd6; background: #5b4bd6; color: #fff; cursor: pointer; }
  button + button { background: #fff; color: #5b4bd6; }
  button:focus-visible { outline: 3px solid #b9b0ff; }
</style>
<main>
  <h1>3-D Secure test page</h1>
  <p>Your bank asks you to confirm the payment of <strong>${amount}</strong>.</p>
  <form method="post">
    <input type="hidden" name="client_secret" value="${clientSecret}">
    <button name="outcome" value="complete">Complete authentication</button>
    <button name="outcome" value="fail">Fail authentication</button>
  </form>
</main>
</html>
`;
}
