import { z } from "zod";

/** The data of a fact: the company it happened in, and ids. Never rows, never personal data: facts are kept for ever and travel. */
export const factOf = <S extends z.ZodRawShape>(shape: S) => z.object({ companyId: z.guid() }).extend(shape);
