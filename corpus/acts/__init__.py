"""Who did what: questions, answers, proposals, motions, decisions, dissents, attendance and signatures."""
