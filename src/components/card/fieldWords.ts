/** Labels and questions of the standard fields of a card; a test holds them equal to those of the registry. */
import type { ITrans } from './contract';

/** Label and question by the name of the field. */
export function standardWords(trans: ITrans): Record<string, readonly [string, string]> {
  return {
    purpose: [trans.__('Purpose'), trans.__('What is it for?')],
    license: [trans.__('License'), trans.__('Under which license may it be used?')],
    intended_use: [trans.__('Made for'), trans.__('Who should use it, on what?')],
    out_of_scope: [trans.__('Not for'), trans.__('What must it not be used for?')],
    limits: [trans.__('Known limits'), trans.__('Where does it fail?')],
    training_data: [trans.__('Training data'), trans.__('Which data was it trained on?')],
    personal_data: [trans.__('Personal data'), trans.__('Is there personal data in the training data?')],
    contact: [trans.__('Contact'), trans.__('Who answers questions about it?')],
    downstream_use: [trans.__('Built upon'), trans.__('What may be built upon it?')],
    business_goal: [trans.__('Business goal'), trans.__('Which goal does it serve, and how is that measured?')],
    data_provenance: [trans.__('Where the data is from'), trans.__('Who collected the data, how and when?')],
    feature_engineering: [trans.__('Features'), trans.__('How are the features made from the raw data?')],
    evaluation_suite: [trans.__('Evaluation'), trans.__('Which tests must it pass before it is used?')],
    ethics: [trans.__('Ethics'), trans.__('Whom may it harm, and what was done about that?')],
    redistribution: [trans.__('Passing it on'), trans.__('May it, or what it makes, be passed on?')],
    dependencies: [trans.__('Third parties'), trans.__('Which services and models does it need?')],
    integration: [trans.__('Integration'), trans.__('How is it called: wrapper service, feature store, pipeline?')],
    deployment_target: [trans.__('Made to run on'), trans.__('Where is it meant to run?')],
    max_latency_ms: [trans.__('Latency allowed'), trans.__('How many milliseconds may it take?')],
    max_memory_mb: [trans.__('Memory allowed'), trans.__('How many megabytes of memory may it take?')],
    max_cost: [trans.__('Cost allowed'), trans.__('What may it cost to run?')],
    steward: [trans.__('Steward'), trans.__('Who is responsible for it?')],
    risk: [trans.__('Risk'), trans.__('How much harm can a wrong answer do?')],
    data_access: [trans.__('Data access'), trans.__('Who may see the data it was trained on?')],
    regulation: [trans.__('Regulation'), trans.__('Which rules apply to it, and how are they met?')],
    review_by: [trans.__('Review by'), trans.__('By when must it be looked at again?')]
  };
}
