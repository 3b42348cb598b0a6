import type { SupplierLanguage } from "../../messages/session-facts.ts";
import type { SupplierWords } from "./supplier-words.ts";
import { englishWords } from "./supplier-words-en.ts";
import { italianWords } from "./supplier-words-it.ts";

export const supplierWords: Record<SupplierLanguage, SupplierWords> = {
  en: englishWords,
  it: italianWords,
};
