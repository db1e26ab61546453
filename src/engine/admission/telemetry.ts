import type { Telemetry } from '#model/kubernetes/kinds.ts';
import { all, each, eachEntry, none, refuse, refuseIf, warnIf, type Findings } from './goError.ts';
import { checkAttachment } from './policyAttachment.ts';

type Spec = Telemetry['spec'];
type Tracing = NonNullable<Spec['tracing']>[number];
type Metrics = NonNullable<Spec['metrics']>[number];
type Providers = readonly { readonly name: string }[] | undefined;

/** Mirrors istiod `ValidateTelemetry`; whether a filter that says something is well-formed CEL is left open. */
export function checkTelemetry({ spec }: Telemetry): Findings {
  return all(
    checkAttachment(spec),
    each(spec.metrics, checkMetrics),
    warnIf((spec.tracing ?? []).length > 1, 'multiple tracing is not currently supported'),
    each(spec.tracing, checkTracing),
    each(spec.accessLogging, ({ providers, filter }) =>
      all(
        refuseIf(filter !== undefined && (filter.expression ?? '').trim() === '', noExpression),
        checkProviders(providers),
      ),
    ),
  );
}

/** What cel-go's parser says of an empty text. */
const noExpression =
  "must be a valid CEL expression, ERROR: <input>:1:0: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

function checkProviders(providers: Providers): Findings {
  return refuseIf(providers?.some(({ name }) => name === '') === true, 'providers.name may not be empty');
}

function checkMetrics({ providers, overrides }: Metrics): Findings {
  return all(
    checkProviders(providers),
    each(overrides, ({ tagOverrides, match }) =>
      all(
        eachEntry(tagOverrides, (name, { operation = 'UPSERT', value = '' }) =>
          all(
            warnIf(name === '', 'tagOverrides.name may not be empty'),
            refuseIf(operation === 'UPSERT' && value === '', 'tagOverrides.value must be set when operation is UPSERT'),
            refuseIf(
              operation === 'REMOVE' && value !== '',
              'tagOverrides.value may only be set when operation is UPSERT',
            ),
          ),
        ),
        refuseIf(match?.customMetric === '', 'customMetric may not be empty'),
      ),
    ),
  );
}

function checkTracing({ providers, randomSamplingPercentage = 0, customTags }: Tracing): Findings {
  return all(
    warnIf((providers ?? []).length > 1, 'multiple providers is not currently supported'),
    checkProviders(providers),
    refuseIf(
      randomSamplingPercentage < 0 || randomSamplingPercentage > 100,
      'randomSamplingPercentage must be in range [0.0, 100.0]',
    ),
    eachEntry(customTags, (name, tag) =>
      all(
        refuseIf(name === '', 'tag name may not be empty'),
        tag.literal?.value === '' ? refuse('literal tag value may not be empty') : none,
        tag.header?.name === '' ? refuse('header tag name may not be empty') : none,
        tag.environment?.name === '' ? refuse('environment tag name may not be empty') : none,
      ),
    ),
  );
}
