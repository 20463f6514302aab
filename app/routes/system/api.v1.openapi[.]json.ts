import { describeApi } from "~/domains/prospecting/prospect/describe-api.server";
import { json } from "~/platform/answer-api.server";

/** What the API offers, for programs and people. Open: it tells of nobody. */
export const loader = () => json(describeApi(), 200, { "cache-control": "public, max-age=300" });
