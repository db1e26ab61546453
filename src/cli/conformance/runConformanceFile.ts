import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { openScenario } from '../openScenario.ts';
import type { DataplaneCase } from './dataplaneExpectation.ts';
import { exclusionOf } from './exclusions.ts';
import { failed, skipped, type ConformanceRow, type ConformanceRunner } from './row.ts';
import { runGatewayApi } from './runGatewayApi.ts';
import { runAmbientAuthz } from './istioAmbientAuthz.ts';
import { runPolicyConversion, runPolicyStatus } from './istioZtunnelConversion.ts';
import { runDecision, runDerivedDecisions, runRbac } from './istioZtunnelRbac.ts';
import { runGatewayApiTables } from './gatewayApiTables.ts';
import { runCrdAdmission } from './crdAdmission.ts';
import { runIstioValidation } from './istioValidation.ts';
import { pathNormalization, policyBuilder, stringPatterns, trustDomainCases } from './istioL7.ts';
import { runSecuritySuite } from './istioSecurity.ts';
import { runDataplane } from './runDataplane.ts';

const dataplaneSuffix = '.expected.json';

/** Runs one vector file with the runner of its kind. */
export async function runConformanceFile(path: string): Promise<readonly ConformanceRow[]> {
  const name = resolve(path)
    .replace(/\\/g, '/')
    .replace(/(\.expected)?\.json$/, '');
  const excluded = exclusionOf(name);
  if (excluded !== undefined) return [skipped(basename(name), excluded)];
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const rows = await runnerOf(path)(path, content);
    return rows.map((row) => {
      const code = row.exclusion ?? exclusionOf(name, row.name);
      return code === undefined || row.exclusion !== undefined ? row : skipped(row.name, code);
    });
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [failed(basename(name), `the runner threw: ${message}`)];
  }
}

/** Runners of single files, by name without extension. */
const byName: ReadonlyMap<string, ConformanceRunner> = new Map([
  ['_spec-tables', runGatewayApiTables],
  ['ambient-authz-integration', runAmbientAuthz],
  ['authz-builder', policyBuilder],
  ['authz-integration', runSecuritySuite],
  ['authz-string-patterns', stringPatterns],
  ['path-normalization', pathNormalization],
  ['requestauthn-integration', runSecuritySuite],
  ['trust-domain', trustDomainCases],
  ['ztunnel-rbac', runRbac],
  ['ztunnel-decision', runDecision],
  ['ztunnel-derived-decisions', runDerivedDecisions],
  ['ztunnel-policy-conversion', runPolicyConversion],
  ['ztunnel-authorizationpolicy-status', runPolicyStatus],
]);

function runnerOf(path: string): ConformanceRunner {
  if (path.endsWith(dataplaneSuffix)) return runDataplaneFile;
  const named = byName.get(basename(path, '.json'));
  if (named !== undefined) return named;
  const folder = basename(dirname(path));
  if (basename(path).startsWith('validation-')) return runIstioValidation;
  if (folder === 'cel' || basename(path) === '_crd-defaults.json') return runCrdAdmission;
  if (folder === 'gateway-api' && /^[A-Z]/.test(basename(path))) return runGatewayApi;
  return (file) => [failed(basename(file), 'there is no runner for this kind of file')];
}

/** The README beside the vectors says what the fields are; they were made for this and are read as such. */
function runDataplaneFile(path: string, content: unknown): Promise<readonly ConformanceRow[]> {
  const text = readFileSync(path.slice(0, -dataplaneSuffix.length) + '.yaml', 'utf8');
  return runDataplane(openScenario(text), content as DataplaneCase);
}
