import VersionModule from "twilio/lib/base/Version.js";
import {
  MessageListInstance,
  type MessageListInstance as Messages,
} from "twilio/lib/rest/api/v2010/account/message.js";
import { type TwilioCall, type TwilioSettings, twilioRequest } from "./request.ts";

const API_VERSION = "2010-04-01";

// A CommonJS default export is the module itself to Node and to the bundler, and the class to TypeScript.
const Version =
  (VersionModule as unknown as { default?: typeof VersionModule }).default ?? VersionModule;

/** The SDK's message resource, without the rest of the SDK. */
export function twilioMessages(settings: TwilioSettings): Messages {
  const client = { request: (call: TwilioCall) => twilioRequest(settings, call) };
  const domain = {
    ...client,
    twilio: client,
    absoluteUrl: (uri: string) =>
      `${settings.apiBase.replace(/\/$/, "")}/${uri.replace(/^\//, "")}`,
  };
  // The resource touches nothing else of its version and domain.
  const version = new Version(
    domain as unknown as ConstructorParameters<typeof VersionModule>[0],
    API_VERSION,
  );
  return MessageListInstance(
    version as Parameters<typeof MessageListInstance>[0],
    settings.accountSid,
  );
}
