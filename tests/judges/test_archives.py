"""Archives and the web: IIIF, METS, Dublin Core, schema.org and feeds with Podlove chapters."""

import json
import unittest

from support import DOCUMENTS, Judge, flattened, node, package, read, run, starts_and_titles, written

# The attributes that METS takes from XLink, whose own schema no package ships.
LINK = "".join(f'<xsd:attribute ref="{name}"/>' for name in (
    "type", "href", "role", "arcrole", "title", "show", "actuate"))
XLINK = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"
    xmlns="http://www.w3.org/1999/xlink" targetNamespace="http://www.w3.org/1999/xlink">
  {attributes}
  {groups}
</xsd:schema>""".format(
    attributes="".join(f'<xsd:attribute name="{name}" type="xsd:string"/>' for name in (
        "type", "href", "role", "arcrole", "title", "show", "actuate", "label", "from", "to")),
    groups="".join(
        f'<xsd:attributeGroup name="{group}">{LINK}</xsd:attributeGroup>'
        for group in ("simpleLink", "extendedLink", "locatorLink", "arcLink")))


class IiifToolsReadOurManifests(Judge):
    def test_prezi3_finds_them_valid(self):
        prezi3 = package("iiif_prezi3")

        def judge(name):
            content = written(name, "iiif").read_text(encoding="utf-8")
            manifest = prezi3.Manifest.model_validate_json(content)
            self.assertEqual(manifest.type, "Manifest")
        self.for_each(judge)

    def test_viewers_see_every_range(self):
        files = {name: written(name, "iiif") for name in DOCUMENTS}
        answers = dict(zip(files, node("iiif_ranges.mjs", *files.values())))

        def judge(name):
            seen = answers[name]
            self.assertEqual((seen["type"], seen["diagnostics"]), ("Manifest", []))
            ours = [(c["title"], c["start_ms"]) for c in flattened(read(files[name], "iiif"))]
            self.assertEqual([(label, start) for label, start in map(tuple, seen["ranges"])
                              if start is not None], ours)
        self.for_each(judge)


class SchemaFindsOurMets(Judge):
    def test_mets(self):
        metsrw, etree = package("metsrw"), package("lxml.etree")
        from importlib.resources import files

        class Beside(etree.Resolver):
            def resolve(self, address, _, context):
                return self.resolve_string(XLINK, context) if "xlink" in address else None

        parser = etree.XMLParser(no_network=True)
        parser.resolvers.add(Beside())
        with (files(metsrw) / "resources" / "mets.xsd").open("rb") as file:
            schema = etree.XMLSchema(etree.parse(file, parser))
        self.for_each(lambda name: schema.assertValid(etree.parse(written(name, "mets"))))


class RdflibReadsOurLinkedData(Judge):
    def test_dublin_core_uses_known_terms(self):
        rdflib = package("rdflib")

        def judge(name):
            path = written(name, "dublin-core")
            graph = rdflib.Graph().parse(path, format="xml")
            titles = [str(title) for title in graph.objects(None, rdflib.DCTERMS.title)]
            for each in flattened(read(path, "dublin-core")):
                self.assertIn(each["title"], titles)
            for term in set(graph.predicates()):
                for space in (rdflib.DCTERMS, rdflib.DC):
                    if term.startswith(str(space)):
                        self.assertIn(term, space)
        self.for_each(judge)

    def test_schema_org_uses_known_terms(self):
        rdflib = package("rdflib")

        def judge(name):
            path = written(name, "schema-org")
            data = json.loads(path.read_text(encoding="utf-8"))
            self.assertEqual(data.pop("@context"), "https://schema.org")
            data["@context"] = {"@vocab": str(rdflib.SDO)}  # nothing is fetched here
            graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
            kinds = set(graph.objects(None, rdflib.RDF.type))
            for term in kinds | set(graph.predicates()) - {rdflib.RDF.type}:
                self.assertIn(term, rdflib.SDO)
            clips = list(graph.subjects(rdflib.RDF.type, rdflib.SDO.Clip))
            found = [(round(float(graph.value(clip, rdflib.SDO.startOffset)) * 1000),
                      str(graph.value(clip, rdflib.SDO.name))) for clip in clips]
            self.assertEqual(sorted(found), sorted(starts_and_titles(path, "schema-org")))
        self.for_each(judge)


class PodcastParserReadsOurFeeds(Judge):
    def test_podlove_simple_chapters(self):
        podcastparser = package("podcastparser")

        def judge(name):
            path = written(name, "psc")
            chapters = path.read_text(encoding="utf-8").partition("?>")[2]
            feed = path.with_suffix(".rss")
            feed.write_text(f"<rss><channel><title>Journées</title><item><title>Matin</title><guid>1</guid>"
                            f"<enclosure url='https://example.org/matin.mp3' type='audio/mpeg'/>"
                            f"{chapters}</item></channel></rss>", encoding="utf-8")
            with open(feed, "rb") as stream:
                episode = podcastparser.parse("https://example.org/feed", stream)["episodes"][0]
            self.assertEqual([c["title"] for c in episode["chapters"]],
                             [title for _, title in starts_and_titles(path, "psc")])
            for seen, (start, title) in zip(episode["chapters"], starts_and_titles(path, "psc")):
                self.assertLess(abs(seen["start"] * 1000 - start), 1000, title)
        self.for_each(judge)


if __name__ == "__main__":
    unittest.main()
