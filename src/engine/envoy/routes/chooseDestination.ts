import { reason } from '#model/reason.ts';
import type { Considered, Decision } from '#model/trace.ts';
import type { Random } from '../../random.ts';
import { noEdits } from './translateDestination.ts';
import type { Destination, Route } from './routeTable.ts';

const source = 'envoy source/common/router/config_impl.cc WeightedClusterEntry::pickCluster';

/** The host and port of a destination, with its subset. */
export function nameOf({ host, ref, port, subset }: Destination): string {
  const name = host === '' ? `${ref.kind} ${ref.namespace ?? ''}/${ref.name}` : `${host}:${port}`;
  return subset === undefined ? name : `${name} (${subset})`;
}

/** Draws one of the backends by weight; a single one needs no luck. */
export function chooseDestination(
  { action }: Route,
  random: Random,
): { readonly destination: Destination; readonly decisions: readonly Decision[] } {
  const destinations = action.kind === 'forward' ? action.destinations : [];
  const [first] = destinations;
  if (first === undefined) return { destination: nowhere, decisions: [] };
  if (destinations.length === 1) {
    const why = reason('envoy/backend-only', { backend: nameOf(first) });
    return {
      destination: first,
      decisions: first.because.length === 0 ? [] : [{ reason: why, because: first.because, source }],
    };
  }
  const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
  const destination = draw(destinations, total, random) ?? first;
  const considered = destinations
    .filter((other) => other !== destination)
    .map(
      (other): Considered => ({
        resource: other.ref,
        outcome: 'lost',
        reason: reason('envoy/backend-not-chosen', { backend: nameOf(other), weight: other.weight, total }),
        because: other.because,
      }),
    );
  const why = reason('envoy/backend-chosen', { backend: nameOf(destination), weight: destination.weight, total });
  return { destination, decisions: [{ reason: why, because: destination.because, considered, source }] };
}

/** A backend that hardly ever gets a request comes last, where the first hundred seeds do not reach. */
function draw(destinations: readonly Destination[], total: number, random: Random): Destination | undefined {
  const isRare = destinations.some(({ weight }) => weight / total < rareShare);
  const order = isRare ? destinations.toSorted((a, b) => b.weight - a.weight) : destinations;
  const at = (isRare && random.nextOfRare !== undefined ? random.nextOfRare() : random.next()) * total;
  let sum = 0;
  return order.find(({ weight }) => {
    sum += weight;
    return at < sum;
  });
}

const rareShare = 1 / 100;

/** A rule whose weights are all 0 names a cluster that does not exist. */
const nowhere: Destination = {
  ref: { kind: 'Service', name: '' },
  host: '',
  port: 0,
  weight: 0,
  invalid: { status: 503, why: 'no-weight' },
  because: [],
  requestHeaders: noEdits,
  responseHeaders: noEdits,
};
