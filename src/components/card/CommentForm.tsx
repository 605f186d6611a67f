/** A line to say something in; what was typed stays until it is kept, also when the card is closed before. */
import * as React from 'react';

import type { Comment } from '../../schema';
import { Button, cls } from './bits';
import type { ITrans } from './contract';
import { useDraft } from './useDraft';

interface ICommentFormProps {
  /** Where the draft is kept. */
  place: string;
  /** Kinds to choose from; the first one without a choice. */
  topics: readonly NonNullable<Comment['topic']>[];
  replyTo?: number;
  label: string;
  trans: ITrans;
  onComment: (comment: Comment) => Promise<boolean>;
  /** After it was kept or given up. */
  onClose?: () => void;
}

/** Characters of one comment. */
const LONGEST = 20_000;

/** The name of a kind of comment. */
export function topicText(topic: Comment['topic'], trans: ITrans): string {
  const texts: Record<NonNullable<Comment['topic']>, string> = {
    comment: trans.__('Comment'),
    question: trans.__('Question'),
    answer: trans.__('Answer'),
    lesson: trans.__('Lesson learned')
  };
  return texts[topic ?? 'comment'];
}

/** The form: Markdown, and which kind it is. */
export function CommentForm(props: ICommentFormProps): React.ReactElement {
  const { place, topics, replyTo, label, trans, onComment, onClose } = props;
  const [draft, setDraft] = useDraft<{ text?: string; topic?: Comment['topic'] }>(place);
  const [sending, setSending] = React.useState(false);
  const text = draft.text ?? '';
  const topic = draft.topic ?? topics[0];
  const send = async (): Promise<void> => {
    setSending(true);
    if (await onComment({ text: text.trim(), topic, reply_to: replyTo ?? null })) {
      setDraft({});
      onClose?.();
    }
    setSending(false);
  };
  return (
    <form
      className={cls('comment-form')}
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        aria-label={label}
        placeholder={label}
        rows={2}
        value={text}
        maxLength={LONGEST}
        onChange={event => setDraft({ ...draft, text: event.currentTarget.value })}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
      {topics.length > 1 && (
        <select
          aria-label={trans.__('Kind')}
          value={topic}
          onChange={event => setDraft({ ...draft, topic: event.currentTarget.value as Comment['topic'] })}
        >
          {topics.map(one => (
            <option key={one} value={one}>
              {topicText(one, trans)}
            </option>
          ))}
        </select>
      )}
      <Button small submit kind="primary" label={trans.__('Post')} disabled={sending || !text.trim()} />
      {onClose && <Button small label={trans.__('Cancel')} onClick={onClose} />}
    </form>
  );
}
