/** What people say about the model: questions with their answers first, then comments and lessons learned. */
import * as React from 'react';

import type { ModelCard, RecordedComment } from '../../schema';
import { Avatar, Button, cls, Nothing, Pill, Section } from './bits';
import { CardText } from './CardText';
import { CommentForm, topicText } from './CommentForm';
import type { ICardActions, ITrans, RenderMarkdown } from './contract';
import { isAnswered, threadsOf } from './threads';
import type { IThread } from './threads';
import { ageText, momentText } from './words';

interface IDiscussionProps extends ICardActions {
  id: string;
  card: ModelCard;
  trans: ITrans;
  renderMarkdown?: RenderMarkdown;
}

const FIRST = 10;

function Remark({ one, props }: { one: RecordedComment; props: IDiscussionProps }): React.ReactElement {
  const { trans, renderMarkdown, onRemoveComment, mayRemove } = props;
  const { text, topic } = one.comment;
  const named = topic === 'question' || topic === 'lesson';
  return (
    <div className={cls('remark')}>
      <p className={cls('remark-head')}>
        <Avatar name={one.by} />
        <b>{one.by}</b>
        {named && <Pill tone={topic === 'lesson' ? 'acc' : 'outline'}>{topicText(topic, trans)}</Pill>}
        <span className={cls('muted')}>
          <time dateTime={one.at} title={momentText(one.at)}>
            {ageText(one.at, trans)}
          </time>
          {`, v${one.number}`}
        </span>
        {onRemoveComment && mayRemove?.(one.by) && (
          <Button
            kind="link"
            small
            label={trans.__('Delete')}
            name={trans.__('Delete the comment of %1', one.by)}
            onClick={() => onRemoveComment(one.sequence)}
          />
        )}
      </p>
      <CardText text={text} trans={trans} renderMarkdown={renderMarkdown} />
    </div>
  );
}

function Thread({ thread, props }: { thread: IThread; props: IDiscussionProps }): React.ReactElement {
  const { card, trans, onComment } = props;
  const [open, setOpen] = React.useState(false);
  const { head, answers } = thread;
  const question = head.comment.topic === 'question';
  const label = question ? trans.__('Answer') : trans.__('Reply');
  return (
    <li className={cls('thread')}>
      <Remark one={head} props={props} />
      <div className={cls('answers')}>
        {answers.map(one => (
          <Remark key={one.sequence} one={one} props={props} />
        ))}
        {onComment && !open && (
          <Button
            kind="link"
            small
            label={label}
            name={question ? trans.__('Answer %1', head.by) : trans.__('Reply to %1', head.by)}
            onClick={() => setOpen(true)}
          />
        )}
        {onComment && open && (
          <CommentForm
            place={`comment:${card.model.name}:${head.sequence}`}
            topics={[question ? 'answer' : 'comment']}
            replyTo={head.sequence}
            label={label}
            trans={trans}
            onComment={onComment}
            onClose={() => setOpen(false)}
          />
        )}
      </div>
    </li>
  );
}

function Threads({ title, threads, props }: { title: string; threads: IThread[]; props: IDiscussionProps }) {
  const { trans } = props;
  const [all, setAll] = React.useState(false);
  if (threads.length === 0) {
    return null;
  }
  return (
    <div className={cls('box')}>
      {title && (
        <div className={cls('box-head')}>
          <h3>{title}</h3>
        </div>
      )}
      <ul className={cls('threads')}>
        {(all ? threads : threads.slice(0, FIRST)).map(thread => (
          <Thread key={thread.head.sequence} thread={thread} props={props} />
        ))}
      </ul>
      {threads.length > FIRST && (
        <p className={cls('table-foot')}>
          <Button
            kind="link"
            small
            expanded={all}
            label={all ? trans.__('Show fewer') : trans.__('%1 more', threads.length - FIRST)}
            onClick={() => setAll(!all)}
          />
        </p>
      )}
    </div>
  );
}

/** Section with the threads and the line to say something in. */
export function Discussion(props: IDiscussionProps): React.ReactElement {
  const { id, card, trans, onComment } = props;
  const threads = threadsOf(card.records.comments);
  const answered = threads.filter(isAnswered);
  const others = threads.filter(thread => !isAnswered(thread));
  return (
    <Section id={id} title={trans.__('Discussion')}>
      <div className={cls('discussion')}>
        {threads.length === 0 && <Nothing>{trans.__('Nobody has said anything yet.')}</Nothing>}
        <Threads title={trans.__('Questions and answers')} threads={answered} props={props} />
        <Threads title={answered.length > 0 ? trans.__('Comments') : ''} threads={others} props={props} />
        {onComment && (
          <CommentForm
            place={`comment:${card.model.name}`}
            topics={['comment', 'question', 'lesson']}
            label={trans.__('Ask, or say how it worked for you')}
            trans={trans}
            onComment={onComment}
          />
        )}
      </div>
    </Section>
  );
}
