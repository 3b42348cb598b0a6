import { changeRules } from "../journeys/hasty-rules.ts";

/** rooms.config.ts with deadlines that end within a run: unpaid spots and unanswered requests do. */
export const shortWindows = (config: string): string =>
  changeRules(config, [
    ['responseWindow: "PT48H"', 'responseWindow: "PT2M"'],
    ['paymentWindow: "PT24H"', 'paymentWindow: "PT1M"'],
  ]);
