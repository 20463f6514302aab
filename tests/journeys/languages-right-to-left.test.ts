import { directionOf, languages } from "~/platform/i18n";
import { pagesSpeak } from "./pages-speak";

pagesSpeak(languages.filter((language) => directionOf(language) === "rtl"));
