/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["zedflowEnvelope"] || ($protobuf.roots["zedflowEnvelope"] = {});

export const zedflow = $root.zedflow = (() => {

    const zedflow = {};

    zedflow.Envelope = (function() {

        const Envelope = function (properties) {
            this.headers = {};
            this.accept = [];
            this.remainingRoute = [];
            this.routes = [];
            this.parts = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Envelope.prototype.major = 0;
        Envelope.prototype.minor = 0;
        Envelope.prototype.kind = 0;
        Envelope.prototype.sequence = 0;
        Envelope.prototype.requestId = "";
        Envelope.prototype.endpoint = "";
        Envelope.prototype.targetExecutor = null;
        Envelope.prototype.parameters = null;
        Envelope.prototype.parametersStruct = null;
        Envelope.prototype.deadlineMs = null;
        Envelope.prototype.remainingMs = null;
        Envelope.prototype.traceparent = null;
        Envelope.prototype.headers = $util.emptyObject;
        Envelope.prototype.contentType = 0;
        Envelope.prototype.accept = $util.emptyArray;
        Envelope.prototype.remainingRoute = $util.emptyArray;
        Envelope.prototype.routes = $util.emptyArray;
        Envelope.prototype.status = null;
        Envelope.prototype.error = null;
        Envelope.prototype.credit = null;
        Envelope.prototype.body = null;
        Envelope.prototype.parts = $util.emptyArray;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Envelope.prototype, "_targetExecutor", {
            get: $util.oneOfGetter($oneOfFields = ["targetExecutor"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Envelope.prototype, "_parameters", {
            get: $util.oneOfGetter($oneOfFields = ["parameters"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Envelope.prototype, "_parametersStruct", {
            get: $util.oneOfGetter($oneOfFields = ["parametersStruct"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Envelope.prototype, "_deadlineMs", {
            get: $util.oneOfGetter($oneOfFields = ["deadlineMs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Envelope.prototype, "_remainingMs", {
            get: $util.oneOfGetter($oneOfFields = ["remainingMs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Envelope.prototype, "_traceparent", {
            get: $util.oneOfGetter($oneOfFields = ["traceparent"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Envelope.prototype, "_body", {
            get: $util.oneOfGetter($oneOfFields = ["body"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Envelope.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.major != null && $Object.hasOwnProperty.call(message, "major") && message.major !== 0)
                writer.uint32(8).uint32(message.major);
            if (message.minor != null && $Object.hasOwnProperty.call(message, "minor") && message.minor !== 0)
                writer.uint32(16).uint32(message.minor);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(24).int32(message.kind);
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                writer.uint32(32).uint32(message.sequence);
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(42).string(message.requestId);
            if (message.endpoint != null && $Object.hasOwnProperty.call(message, "endpoint") && message.endpoint !== "")
                writer.uint32(50).string(message.endpoint);
            if (message.targetExecutor != null && $Object.hasOwnProperty.call(message, "targetExecutor"))
                writer.uint32(58).string(message.targetExecutor);
            if (message.parameters != null && $Object.hasOwnProperty.call(message, "parameters"))
                writer.uint32(66).string(message.parameters);
            if (message.parametersStruct != null && $Object.hasOwnProperty.call(message, "parametersStruct"))
                writer.uint32(74).bytes(message.parametersStruct);
            if (message.deadlineMs != null && $Object.hasOwnProperty.call(message, "deadlineMs"))
                writer.uint32(81).double(message.deadlineMs);
            if (message.remainingMs != null && $Object.hasOwnProperty.call(message, "remainingMs"))
                writer.uint32(89).double(message.remainingMs);
            if (message.traceparent != null && $Object.hasOwnProperty.call(message, "traceparent"))
                writer.uint32(98).string(message.traceparent);
            if (message.headers != null && $Object.hasOwnProperty.call(message, "headers"))
                for (let keys = $Object.keys(message.headers), i = 0; i < keys.length; ++i)
                    writer.uint32(106).fork().uint32(10).string(keys[i]).uint32(18).string(message.headers[keys[i]]).ldelim();
            if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType") && message.contentType !== 0)
                writer.uint32(112).int32(message.contentType);
            if (message.accept != null && message.accept.length)
                writer.uint32(122).int32s(message.accept);
            if (message.remainingRoute != null && message.remainingRoute.length)
                for (let i = 0; i < message.remainingRoute.length; ++i)
                    writer.uint32(130).string(message.remainingRoute[i]);
            if (message.routes != null && message.routes.length)
                for (let i = 0; i < message.routes.length; ++i)
                    $root.zedflow.Route.encode(message.routes[i], writer.uint32(138).fork(), _depth + 1).ldelim();
            if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                $root.zedflow.Status.encode(message.status, writer.uint32(146).fork(), _depth + 1).ldelim();
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                $root.zedflow.Error.encode(message.error, writer.uint32(154).fork(), _depth + 1).ldelim();
            if (message.credit != null && $Object.hasOwnProperty.call(message, "credit"))
                $root.zedflow.Credit.encode(message.credit, writer.uint32(162).fork(), _depth + 1).ldelim();
            if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                writer.uint32(170).string(message.body);
            if (message.parts != null && message.parts.length)
                for (let i = 0; i < message.parts.length; ++i)
                    writer.uint32(178).string(message.parts[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Envelope.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, key, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.zedflow.Envelope();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.major = value;
                        else
                            delete message.major;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.minor = value;
                        else
                            delete message.minor;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.endpoint = value;
                        else
                            delete message.endpoint;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.targetExecutor = reader.stringVerify();
                        message._targetExecutor = "targetExecutor";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.parameters = reader.stringVerify();
                        message._parameters = "parameters";
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.parametersStruct = reader.bytes();
                        message._parametersStruct = "parametersStruct";
                        continue;
                    }
                case 10: {
                        if (wireType !== 1)
                            break;
                        message.deadlineMs = reader.double();
                        message._deadlineMs = "deadlineMs";
                        continue;
                    }
                case 11: {
                        if (wireType !== 1)
                            break;
                        message.remainingMs = reader.double();
                        message._remainingMs = "remainingMs";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.traceparent = reader.stringVerify();
                        message._traceparent = "traceparent";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if (message.headers === $util.emptyObject)
                            message.headers = {};
                        let end2 = reader.size() + reader.pos;
                        if (end2 > reader.len)
                            throw $RangeError("index out of range");
                        reader.len = end2;
                        key = "";
                        value = "";
                        while (reader.pos < end2) {
                            let tag2 = reader.tag();
                            wireType = tag2 & 7;
                            switch (tag2 >>>= 3) {
                            case 1:
                                if (wireType !== 2)
                                    break;
                                key = reader.stringVerify();
                                continue;
                            case 2:
                                if (wireType !== 2)
                                    break;
                                value = reader.stringVerify();
                                continue;
                            }
                            reader.skipType(wireType, _depth, tag2);
                        }
                        if (reader.pos !== end2)
                            throw $RangeError("index out of range");
                        reader.len = end;
                        if (key === "__proto__")
                            $util.makeProp(message.headers, key);
                        message.headers[key] = value;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.contentType = value;
                        else
                            delete message.contentType;
                        continue;
                    }
                case 15: {
                        if (wireType === 2) {
                            if (!(message.accept && message.accept.length))
                                message.accept = [];
                            reader.int32s(message.accept);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.accept && message.accept.length))
                            message.accept = [];
                        message.accept.push(reader.int32());
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if (!(message.remainingRoute && message.remainingRoute.length))
                            message.remainingRoute = [];
                        message.remainingRoute.push(reader.stringVerify());
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if (!(message.routes && message.routes.length))
                            message.routes = [];
                        message.routes.push($root.zedflow.Route.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.status = $root.zedflow.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.error = $root.zedflow.Error.decode(reader, reader.size(), $undefined, _depth + 1, message.error);
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.credit = $root.zedflow.Credit.decode(reader, reader.size(), $undefined, _depth + 1, message.credit);
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.body = reader.stringVerify();
                        message._body = "body";
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        if (!(message.parts && message.parts.length))
                            message.parts = [];
                        message.parts.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Envelope;
    })();

    zedflow.Kind = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "KIND_UNSPECIFIED"] = 0;
        values[valuesById[1] = "CALL"] = 1;
        values[valuesById[2] = "OPEN"] = 2;
        values[valuesById[3] = "REPLY"] = 3;
        values[valuesById[4] = "ITEM"] = 4;
        values[valuesById[5] = "END"] = 5;
        values[valuesById[6] = "FAILURE"] = 6;
        values[valuesById[7] = "CANCEL"] = 7;
        values[valuesById[8] = "CREDIT"] = 8;
        values[valuesById[9] = "HELLO"] = 9;
        values[valuesById[10] = "HEARTBEAT"] = 10;
        values[valuesById[11] = "CONTROL"] = 11;
        return values;
    })();

    zedflow.ContentType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "CONTENT_TYPE_UNSPECIFIED"] = 0;
        values[valuesById[1] = "JINA_V1"] = 1;
        values[valuesById[2] = "JINA_V2"] = 2;
        values[valuesById[3] = "JSON"] = 3;
        return values;
    })();

    zedflow.Route = (function() {

        const Route = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Route.prototype.executor = "";
        Route.prototype.startMs = null;
        Route.prototype.endMs = null;
        Route.prototype.status = null;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Route.prototype, "_startMs", {
            get: $util.oneOfGetter($oneOfFields = ["startMs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Route.prototype, "_endMs", {
            get: $util.oneOfGetter($oneOfFields = ["endMs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Route.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.executor != null && $Object.hasOwnProperty.call(message, "executor") && message.executor !== "")
                writer.uint32(10).string(message.executor);
            if (message.startMs != null && $Object.hasOwnProperty.call(message, "startMs"))
                writer.uint32(17).double(message.startMs);
            if (message.endMs != null && $Object.hasOwnProperty.call(message, "endMs"))
                writer.uint32(25).double(message.endMs);
            if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                $root.zedflow.Status.encode(message.status, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Route.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.zedflow.Route();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.executor = value;
                        else
                            delete message.executor;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        message.startMs = reader.double();
                        message._startMs = "startMs";
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        message.endMs = reader.double();
                        message._endMs = "endMs";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.status = $root.zedflow.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Route;
    })();

    zedflow.Status = (function() {

        const Status = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Status.prototype.code = 0;
        Status.prototype.description = null;
        Status.prototype.exception = null;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Status.prototype, "_description", {
            get: $util.oneOfGetter($oneOfFields = ["description"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Status.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                writer.uint32(8).uint32(message.code);
            if (message.description != null && $Object.hasOwnProperty.call(message, "description"))
                writer.uint32(18).string(message.description);
            if (message.exception != null && $Object.hasOwnProperty.call(message, "exception"))
                $root.zedflow.Exception.encode(message.exception, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Status.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.zedflow.Status();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.description = reader.stringVerify();
                        message._description = "description";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.exception = $root.zedflow.Exception.decode(reader, reader.size(), $undefined, _depth + 1, message.exception);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Status;
    })();

    zedflow.Exception = (function() {

        const Exception = function (properties) {
            this.args = [];
            this.stacks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Exception.prototype.name = "";
        Exception.prototype.args = $util.emptyArray;
        Exception.prototype.stacks = $util.emptyArray;
        Exception.prototype.executor = "";

        Exception.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(10).string(message.name);
            if (message.args != null && message.args.length)
                for (let i = 0; i < message.args.length; ++i)
                    writer.uint32(18).string(message.args[i]);
            if (message.stacks != null && message.stacks.length)
                for (let i = 0; i < message.stacks.length; ++i)
                    writer.uint32(26).string(message.stacks[i]);
            if (message.executor != null && $Object.hasOwnProperty.call(message, "executor") && message.executor !== "")
                writer.uint32(34).string(message.executor);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Exception.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.zedflow.Exception();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.args && message.args.length))
                            message.args = [];
                        message.args.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.stacks && message.stacks.length))
                            message.stacks = [];
                        message.stacks.push(reader.stringVerify());
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.executor = value;
                        else
                            delete message.executor;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Exception;
    })();

    zedflow.Error = (function() {

        const Error = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Error.prototype.code = "";
        Error.prototype.message = "";
        Error.prototype.retryable = false;
        Error.prototype.details = "";
        Error.prototype.stack = null;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(Error.prototype, "_stack", {
            get: $util.oneOfGetter($oneOfFields = ["stack"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        Error.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(10).string(message.code);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(18).string(message.message);
            if (message.retryable != null && $Object.hasOwnProperty.call(message, "retryable") && message.retryable !== false)
                writer.uint32(24).bool(message.retryable);
            if (message.details != null && $Object.hasOwnProperty.call(message, "details") && message.details !== "")
                writer.uint32(34).string(message.details);
            if (message.stack != null && $Object.hasOwnProperty.call(message, "stack"))
                writer.uint32(42).string(message.stack);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Error.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.zedflow.Error();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.retryable = value;
                        else
                            delete message.retryable;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.details = value;
                        else
                            delete message.details;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.stack = reader.stringVerify();
                        message._stack = "stack";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Error;
    })();

    zedflow.Credit = (function() {

        const Credit = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Credit.prototype.calls = 0;
        Credit.prototype.bytes = 0;

        Credit.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.calls != null && $Object.hasOwnProperty.call(message, "calls") && message.calls !== 0)
                writer.uint32(8).uint32(message.calls);
            if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && !$Object.is(message.bytes, 0))
                writer.uint32(17).double(message.bytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Credit.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.zedflow.Credit();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.calls = value;
                        else
                            delete message.calls;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.bytes = value;
                        else
                            delete message.bytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Credit;
    })();

    return zedflow;
})();

export {
  $root as default
};
