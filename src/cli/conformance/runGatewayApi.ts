import { sendMany } from '../sendMany.ts';
import { changeCluster, openCluster, withOverlay, type TestCluster } from './gatewayApiCluster.ts';
import { distributionDifferences } from './gatewayApiDistribution.ts';
import { requestOf } from './gatewayApiRequest.ts';
import { statusDifferences, statusName } from './gatewayApiStatus.ts';
import type { ClusterChange, GatewayApiTest, KubernetesObject, StatusExpectation, Step } from './gatewayApiVector.ts';
import { failed, rowOf, type ConformanceRow } from './row.ts';

/** One way to run a test: as it is, or moved from a Gateway to a Service. */
interface Variant {
  readonly prefix: string;
  readonly objects: readonly KubernetesObject[];
  readonly setup: readonly ClusterChange[];
  readonly steps: readonly Step[];
  readonly statuses: readonly StatusExpectation[];
}

/**
 * One test of the Gateway API's suite: a mesh test as an ambient mesh, a gateway test at an ingress gateway of Istio's
 * and, where it makes sense, moved to a Service behind a waypoint.
 */
export async function runGatewayApi(_file: string, content: unknown): Promise<readonly ConformanceRow[]> {
  const rows: ConformanceRow[] = [];
  for (const variant of variantsOf(content as GatewayApiTest)) rows.push(...(await runVariant(variant)));
  return rows;
}

function variantsOf(test: GatewayApiTest): readonly Variant[] {
  const original: Variant = {
    prefix: '',
    objects: withOverlay(test.resources, test.ambientOverlay),
    setup: test.setup ?? [],
    steps: test.steps,
    statuses: test.statusExpectations,
  };
  const { meshTransposed } = test;
  if (meshTransposed?.resources === undefined) return [original];
  return [
    original,
    {
      prefix: '[mesh] ',
      objects: meshTransposed.resources,
      setup: meshTransposed.setup ?? [],
      steps: [...(meshTransposed.steps ?? []), ...(meshTransposed.changedSteps ?? [])],
      statuses: meshTransposed.statusExpectations ?? [],
    },
  ];
}

async function runVariant({ prefix, objects, setup, steps, statuses }: Variant): Promise<readonly ConformanceRow[]> {
  const start = changeCluster(openCluster(objects), setup);
  const said = start.scenario.controlPlane().status;
  const statusRows = statuses.map((expectation, index) =>
    rowOf(`${prefix}${statusName(expectation, index)}`, statusDifferences(expectation, said)),
  );
  let cluster = start;
  const stepRows: ConformanceRow[] = [];
  for (const step of steps) {
    cluster = changeCluster(cluster, step.before);
    const own = step.name.startsWith(prefix) ? step.name.slice(prefix.length) : step.name;
    stepRows.push(await runStep(cluster, step, `${prefix}${own}`));
  }
  return [...stepRows, ...statusRows];
}

async function runStep({ scenario }: TestCluster, step: Step, name: string): Promise<ConformanceRow> {
  const request = requestOf(step, scenario.mesh);
  if (request === undefined) return failed(name, 'the destination has no address');
  const count = step.distribution?.requests ?? 1;
  try {
    const traces = await sendMany(scenario, request, count);
    return rowOf(name, distributionDifferences(traces, step));
  } catch (error) {
    return failed(name, `the engine threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
