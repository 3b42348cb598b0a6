import type { Stripe } from "stripe";

/** Stripe's hosted onboarding form, in which a person only says how it ended. */
export function onboardingHtml(account: Stripe.Account, visit: string): string {
  const name = escapeHtml(account.business_profile?.name ?? account.email ?? account.id);
  const submitted = account.details_submitted
    ? "<p>You have told everything already; you may go through it again.</p>"
    : "";
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Set up payouts (sandbox)</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; background: #f4f5f7; color: #1b1f27; }
  main { background: #fff; padding: 1.5rem; border-radius: 12px; max-width: 24rem; margin: 1rem; box-shadow: 0 2px 16px #0002; }
  h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
  form { display: grid; gap: .75rem; }
  button { font: inherit; font-weight: 600; padding: .75rem; border-radius: 8px; border: 1px solid #5b4bd6; background: #5b4bd6; color: #fff; cursor: pointer; }
  button + button { background: #fff; color: #5b4bd6; }
  button:focus-visible { outline: 3px solid #b9b0ff; }
</style>
<main>
  <h1>Set up payouts for ${name}</h1>
  <p>Here Stripe asks who you are and where your money goes. The sandbox only asks how it ends.</p>
  ${submitted}
  <form method="post">
    <input type="hidden" name="visit" value="${escapeHtml(visit)}">
    <button name="outcome" value="finish">Finish: everything is verified</button>
    <button name="outcome" value="verify">Finish: Stripe is still checking</button>
    <button name="outcome" value="leave">Leave and finish later</button>
  </form>
</main>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
