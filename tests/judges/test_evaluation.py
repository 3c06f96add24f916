"""What `revivre evaluate --json` says, against its schema, with the validator of JSON Schema's own people."""

import json
import tempfile
import unittest

from support import DATA, HERE, Judge, package, program

SCHEMA = HERE.parent.parent / "docs" / "evaluation.schema.json"


class EvaluationFollowsItsSchema(Judge):
    def setUp(self):
        self.jsonschema = package("jsonschema")
        self.schema = json.loads(SCHEMA.read_text(encoding="utf-8"))

    def test_the_schema_is_one(self):
        self.jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_scores_of_the_sample_day(self):
        with tempfile.TemporaryDirectory() as library:
            at = ["--library", library, "--json"]
            program(*at, "index", DATA / "day" / "morning.mp4", "--programme",
                    DATA / "day" / "programme.json")
            recording = json.loads(program(*at, "list")[0])["recordings"][0]["id"]
            scores = json.loads(program(*at, "evaluate", "--truth",
                                        DATA / "day-truth" / "morning.truth.json", recording)[0])
        self.jsonschema.validate(scores, self.schema, self.jsonschema.Draft202012Validator)


if __name__ == "__main__":
    unittest.main()
