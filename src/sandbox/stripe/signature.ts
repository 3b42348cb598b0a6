/** `Stripe-Signature` of a payload: `t=…,v1=…`. https://docs.stripe.com/webhooks#verify-manually */
export async function signPayload(payload: string, secret: string, now: number): Promise<string> {
  const second = Math.floor(now / 1000);
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(`${second}.${payload}`));
  const hex = [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `t=${second},v1=${hex}`;
}
