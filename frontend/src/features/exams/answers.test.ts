import { describe, expect, it } from 'vitest';
import type { SittingQuestion } from './api';
import { bodyOf, changed, confirmed, isAnswered, resumed, toKeep, waiting } from './answers';

const question = (no: number, answer?: SittingQuestion['answer']): SittingQuestion => ({ no, kind: 'single', text: '题目', options: ['甲', '乙', '丙'], points: 2, ...(answer !== undefined && { answer }) });
const AT = '2026-11-25T02:00:00Z';

describe('answers of a sitting', () => {
  it('go on from what the server holds, and from what could not be sent', () => {
    const questions = [question(1, { no: 1, options: [2], seq: 3, saved_at: AT }), question(2, { no: 2, options: [0], seq: 1, saved_at: AT }), question(3)];
    const answers = resumed(questions, { 1: { seq: 2, options: [1], sent: 1 }, 2: { seq: 4, options: [1], sent: 1 }, 3: { seq: 1, text: '先核实', sent: 0 }, 9: { seq: 1, options: [0] } });
    expect(answers[1]).toMatchObject({ options: [2], seq: 3, sent: 3 });
    expect(answers[2]).toMatchObject({ options: [1], seq: 4, sent: 1 });
    expect(answers[3]).toMatchObject({ text: '先核实', sent: 0 });
    expect(answers[9]).toBeUndefined();
    expect(waiting(answers)).toEqual([2, 3]);
  });

  it('ignore what was kept and cannot be read', () => {
    expect(resumed([question(1)], { 1: { seq: 'x' } })).toEqual({});
    expect(resumed([question(1)], 'nothing')).toEqual({});
  });

  it('count each change, and wait until the server has it', () => {
    const first = changed(undefined, { options: [1] });
    expect(first).toEqual({ seq: 1, sent: 0, options: [1] });
    const sent = confirmed(first, 1, AT);
    expect(waiting({ 1: sent })).toEqual([]);
    const second = changed(sent, { options: [2] });
    expect([second.seq, second.sent, second.savedAt]).toEqual([2, 1, AT]);
    expect(bodyOf(second)).toEqual({ seq: 2, options: [2] });
  });

  it('keep a change that was made while the one before was being sent', () => {
    const first = changed(undefined, { text: '先' });
    const meanwhile = changed(first, { text: '先核实' });
    expect(confirmed(meanwhile, 1, AT)).toMatchObject({ text: '先核实', seq: 2, sent: 1 });
  });

  it('take the higher count that another device has reached', () => {
    expect(confirmed(changed(undefined, { options: [0] }), 5, AT)).toMatchObject({ seq: 5, sent: 5 });
  });

  it('keep on the device only what waits', () => {
    const done = confirmed(changed(undefined, { options: [0] }), 1, AT);
    expect(toKeep({ 1: done })).toBeUndefined();
    expect(Object.keys(toKeep({ 1: done, 2: changed(undefined, { options: [] }) }) ?? {})).toEqual(['2']);
  });

  it('are no answers where nothing is chosen or written', () => {
    expect([isAnswered(undefined), isAnswered({ seq: 1, sent: 1, options: [] }), isAnswered({ seq: 1, sent: 1, text: ' ' }), isAnswered({ seq: 1, sent: 1, options: [0] })]).toEqual([false, false, false, true]);
  });
});
