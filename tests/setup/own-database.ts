import { inject } from "vitest";
import { cloneDatabase } from "../../scripts/postgres/scratch.mjs";

/** Each worker has a database of its own, migrated and empty when the worker began. The product reads it from the environment, as app role. */
const { url, ownerUrl, superuserUrl } = await cloneDatabase(inject("databasePort"), `essor_worker_${process.env.VITEST_POOL_ID}`);
process.env.DATABASE_URL = url;
process.env.DATABASE_OWNER_URL = ownerUrl;
process.env.DATABASE_SUPERUSER_URL = superuserUrl;
