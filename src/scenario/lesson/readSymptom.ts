import type { Symptom } from '#model/lesson.ts';
import { scenarioApiVersion, type ScenarioRequest } from '#model/scenario.ts';
import { child, readEntries, readNumber, reportUnknown } from '../fieldReader.ts';
import { parseScenario } from '../parseScenario.ts';
import { readExpectation } from '../readRequest.ts';
import { applyPatch } from './documents.ts';
import { needText, readHighlights, readPatch, readReferences, readTexts } from './lessonReader.ts';
import { openTeachingFile, type TeachingProblem } from './teachingFile.ts';

export interface ReadSymptom {
  readonly symptom: Symptom;
  readonly problems: readonly TeachingProblem[];
}

const absentRequest: ScenarioRequest = { name: '', from: '', to: '' };

/** Reads one entry of the gallery. What does not fit is a problem with line and column; nothing throws. */
export function readSymptom(source: string): ReadSymptom {
  const file = openTeachingFile(source);
  const { reader, root } = file;
  if (child(root, 'apiVersion').value !== scenarioApiVersion) {
    file.complain(child(root, 'apiVersion'), `apiVersion must be ${scenarioApiVersion}`);
  }
  const spec = child(root, 'spec');
  const at = (key: string) => child(spec, key);
  reportUnknown(reader, root, ['apiVersion', 'kind', 'metadata', 'spec']);
  readEntries(reader, spec);
  reportUnknown(reader, spec, specFields);
  const document = `${needText(reader, at('scenario'))}\n`;
  const name = needText(reader, at('request'));
  const request = parseScenario(document).spec.requests.find((candidate) => candidate.name === name);
  if (request === undefined) file.complain(at('request'), `the scenario has no request ${name}`);
  const fix = at('fix');
  reportUnknown(reader, fix, ['text', 'patch', 'expect']);
  const patch = readPatch(reader, child(fix, 'patch'));
  applyPatch(document, patch, (refusal) => {
    file.complain(child(fix, 'patch'), refusal);
  });
  const symptom: Symptom = {
    slug: needText(reader, child(child(root, 'metadata'), 'name')),
    number: readNumber(reader, at('number')) ?? 0,
    title: readTexts(reader, at('title')),
    symptom: readTexts(reader, at('symptom')),
    document,
    request: request ?? absentRequest,
    expect: readExpectation(reader, at('expect')) ?? {},
    wayIn: readTexts(reader, at('wayIn')),
    highlight: readHighlights(reader, at('highlight')),
    fix: {
      text: readTexts(reader, child(fix, 'text')),
      patch,
      expect: readExpectation(reader, child(fix, 'expect')) ?? {},
    },
    lesson: needText(reader, at('lesson')),
    references: readReferences(reader, at('references')),
  };
  return { symptom, problems: file.problems() };
}

const specFields = [
  'number',
  'title',
  'symptom',
  'scenario',
  'request',
  'expect',
  'wayIn',
  'highlight',
  'fix',
  'lesson',
  'references',
];
