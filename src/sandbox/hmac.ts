/** A keyed hash of a text, as vendors sign their webhooks with it. */
export async function hmac(
  hash: "SHA-1" | "SHA-256",
  secret: string,
  text: string,
): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
  ]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}
