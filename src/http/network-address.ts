/**
 * A digest of who asks, for the cap on unpaid holds: enough to count, not to read. An IPv6 guest
 * has a whole /64 to choose from, so only that much of it counts.
 */
export async function networkAddress(request: Request): Promise<string> {
  const address = request.headers.get("cf-connecting-ip") ?? "unknown";
  const network = address.includes(":") ? address.split(":").slice(0, 4).join(":") : address;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(network));
  return [...new Uint8Array(digest).slice(0, 12)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
