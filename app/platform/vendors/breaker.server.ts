import { now } from "../clock";
import { prisma } from "../db.server";
import { refuseInsideTransaction } from "../inside-transaction.server";

/** Failures in a row that open the circuit, and how long it stays open before one call may try again. */
const failuresToOpen = 5;
const openForMs = 60_000;

export class CircuitOpen extends Error {
  override name = "CircuitOpen";
  constructor(readonly service: string) {
    super(`${service} is resting after repeated failures`);
  }
}

/**
 * Calls an outside service under its circuit breaker, whose state all processes share.
 * @throws CircuitOpen without calling, while the service rests; Error when called inside a transaction
 */
export async function withBreaker<T>(
  service: string,
  call: () => Promise<T>,
  isOurFault: (error: unknown) => boolean = () => false,
): Promise<T> {
  refuseInsideTransaction(service);
  if (!(await mayCall(service))) throw new CircuitOpen(service);
  try {
    const answer = await call();
    await settle(service, null);
    return answer;
  } catch (error) {
    await settle(service, isOurFault(error) ? null : String(error).slice(0, 500));
    throw error;
  }
}

/** Whether the circuit lets a call through: closed, or the one trial after the rest. */
async function mayCall(service: string): Promise<boolean> {
  const rested = new Date(now().getTime() - openForMs);
  const status = await prisma().externalServiceStatus.findUnique({ where: { serviceName: service } });
  if (!status || status.circuitState === "closed") return true;
  const { count } = await prisma().externalServiceStatus.updateMany({
    where: { serviceName: service, circuitState: { in: ["open", "half_open"] }, circuitOpenedAt: { lte: rested } },
    data: { circuitState: "half_open", circuitOpenedAt: now() },
  });
  return count === 1;
}

async function settle(service: string, failure: string | null) {
  if (!failure) {
    await prisma().externalServiceStatus.updateMany({
      where: { serviceName: service, OR: [{ consecutiveFailures: { gt: 0 } }, { circuitState: { not: "closed" } }] },
      data: { circuitState: "closed", circuitOpenedAt: null, consecutiveFailures: 0, lastError: null },
    });
    return;
  }
  const moment = now();
  await prisma().$executeRaw`
    INSERT INTO external_service_statuses AS s (id, service_name, consecutive_failures, last_error)
    VALUES (app.uuid_v7(), ${service}, 1, ${failure})
    ON CONFLICT (service_name) DO UPDATE SET consecutive_failures = s.consecutive_failures + 1, last_error = excluded.last_error,
      circuit_state = CASE WHEN s.circuit_state = 'half_open' OR s.consecutive_failures + 1 >= ${failuresToOpen}::int THEN 'open' ELSE s.circuit_state END,
      circuit_opened_at = CASE WHEN s.circuit_state = 'half_open' OR s.consecutive_failures + 1 >= ${failuresToOpen}::int THEN ${moment} ELSE s.circuit_opened_at END`;
}
