import { expect, it } from "vitest";
import { networkAddress } from "../../src/http/network-address.ts";

const of = (address: string) =>
  networkAddress(new Request("http://x.test", { headers: { "cf-connecting-ip": address } }));

it("counts all addresses of one IPv6 network as one, however they are written", async () => {
  const network = await of("2001:db8:0:0:a:b:c:d");
  expect(await of("2001:db8::a:b:c:d")).toBe(network);
  expect(await of("2001:0DB8::1")).toBe(network);
  expect(await of("2001:db8::")).toBe(network);
  expect(await of("2001:db8:0:1::1")).not.toBe(network);
});

it("counts each IPv4 address by itself, mapped into IPv6 or not", async () => {
  expect(await of("::ffff:192.0.2.1")).toBe(await of("192.0.2.1"));
  expect(await of("192.0.2.2")).not.toBe(await of("192.0.2.1"));
});

it("tells nobody the address", async () => {
  expect(await of("192.0.2.1")).toMatch(/^[0-9a-f]{24}$/);
});
