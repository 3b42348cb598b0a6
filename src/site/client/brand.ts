import { brandColours } from "../brand-colours.ts";

/*
 * Runs in the head, before anything is painted: gives the page its operator's colours. By the style
 * object, because the content security policy allows no style in the page's own text.
 */
const { dataset, style } = document.documentElement;
const { accent } = dataset;
if (accent !== undefined && /^#[0-9a-f]{6}$/i.test(accent)) {
  const colours = brandColours(accent);
  style.setProperty("--brand", colours.accent);
  style.setProperty("--on-brand", colours.onAccent);
  style.setProperty("--red", colours.text);
  style.setProperty("--red-deep", colours.textDeep);
}
