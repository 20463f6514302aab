import { AppError } from "~/platform/errors";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { applyAnswers } from "./apply-answers.server";
import { askProvider } from "./ask-provider.server";
import { markOf } from "./late-answer.rules";
import { settleQuestion } from "./settle-question.server";
import { type Subject, takeQuestion } from "./take-question.server";
import { providers } from "./waterfall.rules";

/**
 * Walks down the waterfall for one prospect: a question is noted and its price reserved in one transaction, asked outside of any, settled in
 * the next, until each field has a value that is sure enough or nobody is left. May run twice; nobody is asked twice in a run.
 * @returns whether an answer is still to come
 */
export async function enrichProspect(
  company: CompanyScope,
  subject: Subject,
): Promise<{ isWaiting: boolean; filled: number; proposed: number }> {
  let isWaiting = false;
  for (let turn = 0; turn <= providers.length * 2; turn++) {
    const next = await inCompany(company, (ctx) => takeQuestion(ctx, subject, turn === 0));
    if (next.kind === "end") {
      isWaiting = next.isWaiting;
      break;
    }
    if (next.kind === "settled") continue;
    const { requestId, provider, question, key } = next;
    const answer = await askProvider(provider, question, { key, mark: markOf(company.companyId, requestId) });
    await inCompany(company, (ctx) => settleQuestion(ctx, requestId, answer));
  }
  return { isWaiting, ...(await apply(company, subject)) };
}

/** Where another prospect took up the same address in the same moment, it is seen the second time, and waits for a person. */
async function apply(company: CompanyScope, subject: Subject) {
  const once = () => inCompany(company, (ctx) => applyAnswers(ctx, subject));
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "platform.database.taken") throw error;
    return once();
  }
}
