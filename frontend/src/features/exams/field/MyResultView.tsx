import { useTranslation } from 'react-i18next';
import type { MyResult, ResultQuestion } from '../api';
import { choicesOf, letter } from '../sitting';

function Choices({ question }: { question: ResultQuestion }) {
  const { t } = useTranslation();
  const chosen = question.answer?.options ?? [];
  return (
    <ul className="grid gap-1.5">
      {choicesOf(question, t('exams:right'), t('exams:wrong')).map((option, index) => {
        const right = question.right.includes(index);
        const mine = chosen.includes(index);
        return (
          <li key={option} className={right ? 'font-medium text-green' : mine ? 'text-red' : 'text-quiet'}>
            {question.kind !== 'true_false' && `${letter(index)}. `}
            {option}
            {right && ` · ${t('exams:is_right')}`}
            {mine && ` · ${t('exams:was_mine')}`}
          </li>
        );
      })}
    </ul>
  );
}

/** Each question with what was right and why. */
export function MyResultView({ result }: { result: MyResult }) {
  const { t } = useTranslation();
  return (
    <ol className="grid gap-3" aria-label={t('exams:questions_with_answers')}>
      {result.questions.map((question) => (
        <li key={question.no} className="grid gap-2 rounded-xl border border-line bg-white p-4">
          <p className="flex justify-between gap-3 text-[14px] text-quiet">
            <span>
              {question.no}. {t(`exams:kind.${question.kind}`)}
            </span>
            <span className={`tabular-nums ${question.got === question.points ? 'text-green' : 'text-red'}`}>{t('exams:got', { got: question.got, points: question.points })}</span>
          </p>
          <p className="whitespace-pre-wrap">{question.text}</p>
          {question.kind === 'written' ? <p className="whitespace-pre-wrap border-l-4 border-line pl-3">{question.answer?.text ?? t('exams:blank')}</p> : <Choices question={question} />}
          <p className="text-[14px] whitespace-pre-wrap text-quiet">{question.explanation}</p>
        </li>
      ))}
    </ol>
  );
}
