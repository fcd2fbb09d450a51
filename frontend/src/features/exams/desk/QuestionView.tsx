import { useTranslation } from 'react-i18next';
import { choicesOf, letter } from '../sitting';

interface Props {
  question: { kind: string; text: string; options: readonly string[]; answer: readonly number[]; explanation: string };
}

/** A question as it is read, with what is right. */
export function QuestionView({ question }: Props) {
  const { t } = useTranslation();
  return (
    <div className="kj-question">
      <p className="kj-question-text">{question.text}</p>
      {question.kind !== 'written' && (
        <ul className="kj-question-options">
          {choicesOf(question, t('exams:right'), t('exams:wrong')).map((option, index) => (
            <li key={letter(index)} className={question.answer.includes(index) ? 'kj-question-right' : undefined}>
              {question.kind !== 'true_false' && `${letter(index)}. `}
              {option}
              {question.answer.includes(index) && ` · ${t('exams:is_right')}`}
            </li>
          ))}
        </ul>
      )}
      <p className="kj-quiet" style={{ whiteSpace: 'pre-wrap' }}>
        <strong>{t(question.kind === 'written' ? 'examsdesk:guide' : 'examsdesk:explanation')}</strong> {question.explanation}
      </p>
    </div>
  );
}
