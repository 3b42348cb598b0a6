/**
 * A digest of who asks, for the cap on unpaid holds: enough to count, not to read. An IPv6 guest
 * has a whole /64 to choose from, so only that much of it counts.
 */
export async function networkAddress(request: Request): Promise<string> {
  const address = request.headers.get("cf-connecting-ip") ?? "unknown";
  const network = address.includes(":") ? networkOf(address) : address;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(network));
  return [...new Uint8Array(digest).slice(0, 12)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** The first 64 bits of an IPv6 address, its abbreviation written out; a mapped IPv4 address whole. */
function networkOf(address: string): string {
  if (address.includes(".")) return address.slice(address.lastIndexOf(":") + 1);
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
